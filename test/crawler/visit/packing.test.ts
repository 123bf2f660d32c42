import { hash } from 'node:crypto';
import { expect, test } from 'vitest';
import { Packing } from '../../../crawler/visit/packing.ts';

/** Words that say nothing of each other. */
const telling = (host: string) =>
  JSON.stringify(
    Array.from({ length: 60 }, (_, n) => ({ [hash('sha256', `${n}`)]: `https://${host}/${n}` })),
  );

test('packed texts come back as they were, whether short, long, first or later', () => {
  const packing = new Packing();
  const texts = ['', '{"ü":"x"}', telling('a.example'), telling('b.example'), 'short', '✓'.repeat(9_000)];
  const packed = texts.map((text) => packing.pack(text));

  expect(packed.map((each) => packing.unpack(each))).toEqual(texts);
});

test('a text in the words of an earlier one takes less than half', () => {
  const packing = new Packing();
  const first = packing.pack(telling('a.example'));

  expect(packing.pack(telling('b.example')).length).toBeLessThan(first.length / 2);
});
