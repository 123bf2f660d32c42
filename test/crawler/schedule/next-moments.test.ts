import { expect, test } from 'vitest';
import { NextMoments } from '../../../crawler/schedule/next-moments.ts';

function drained(moments: NextMoments<string>): readonly string[] {
  const items: string[] = [];
  for (let first = moments.first; first !== undefined; first = moments.first) {
    items.push(first.item);
    moments.drop();
  }
  return items;
}

test('the earliest comes first, whatever the order they came in', () => {
  const moments = new NextMoments<string>();
  // A walk through all residues of a prime, so every order of neighbours is met.
  const times = Array.from({ length: 101 }, (_, n) => (n * 37) % 101);
  for (const at of times) moments.add(at, String(at));

  expect(drained(moments)).toEqual(times.toSorted((a, b) => a - b).map(String));
  expect(moments.first).toBeUndefined();
});

test('what is never due is not kept', () => {
  const moments = new NextMoments<string>();
  moments.add(Number.POSITIVE_INFINITY, 'never');
  moments.add(2, 'later');
  moments.add(1, 'soon');

  expect(drained(moments)).toEqual(['soon', 'later']);
});
