import { describe, expect, test } from 'vitest';
import { readPackets, textOf, writePackets } from '../../../crawler/forges/pkt-line.ts';

const read = (text: string) =>
  [...readPackets(Buffer.from(text))].map((packet) =>
    packet.kind === 'data' ? textOf(packet.payload) : `<${packet.kind}>`,
  );

describe('packets of git', () => {
  test('are read one after the other, dividers as what they are', () => {
    expect(read('0006a\n0001000200000004')).toEqual(['a', '<delimiter>', '<response-end>', '<flush>', '']);
  });

  test.each(['00', '0010short', 'zzzz', '0003', '+123abc', ' 00a'])(
    'end as broken where the bytes are none: %s',
    (text) => {
      expect(read(text)).toEqual(['<broken>']);
    },
  );

  test('are given up after the first broken one, whatever follows', () => {
    expect(read('0006a\n-0010006b\n')).toEqual(['a', '<broken>']);
  });

  test('are written as git writes them', () => {
    const question = writePackets([
      'command=ls-refs',
      { divider: 'delimiter' },
      'peel',
      { divider: 'flush' },
    ]);

    expect(Buffer.from(question).toString()).toBe('0014command=ls-refs\n00010009peel\n0000');
  });
});
