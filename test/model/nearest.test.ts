import { expect, it } from 'vitest';
import { parseDuration } from '../../model/duration.ts';
import { nearestWord } from '../../model/nearest.ts';

it.each([
  ['chek', 'check'],
  ['CHECK', 'check'],
  ['serv', 'serve'],
  ['xyz', undefined],
  ['', undefined],
])('%s probably means %s', (typed, meant) => {
  expect(nearestWord(typed, ['check', 'serve', 'up'])).toBe(meant);
});

it.each([
  ['500ms', 500],
  ['30s', 30_000],
  ['5m', 300_000],
  ['2h', 7_200_000],
  ['1d', 86_400_000],
  ['5', undefined],
  ['-5s', undefined],
  ['1.5h', undefined],
])('%s is %s milliseconds', (text, milliseconds) => {
  expect(parseDuration(text)).toBe(milliseconds);
});
