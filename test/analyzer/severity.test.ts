import { expect, test } from 'vitest';
import { severityOf } from '../../analyzer/severity.ts';
import { severities } from '../../model/finding.ts';
import type { Impact, Requirement } from '../../model/rule.ts';
import { rules } from '../../rules/index.ts';

const wanted: readonly (readonly [Impact, Requirement, string])[] = [
  ['destructive', 'must', 'critical'],
  ['destructive', 'should', 'critical'],
  ['destructive', 'convention', 'critical'],
  ['breaks', 'must', 'error'],
  ['breaks', 'should', 'error'],
  ['breaks', 'convention', 'error'],
  ['degrades', 'must', 'warning'],
  ['degrades', 'should', 'warning'],
  ['degrades', 'convention', 'warning'],
  ['cosmetic', 'must', 'warning'],
  ['cosmetic', 'should', 'info'],
  ['cosmetic', 'convention', 'info'],
];

test.each(wanted)('what %s and is a %s is %s', (impact, requirement, severity) => {
  expect(severityOf({ impact, requirement })).toBe(severity);
});

test('every rule has a severity; only the one that destroys data is critical', () => {
  expect(rules.every((rule) => severities.includes(severityOf(rule)))).toBe(true);
  expect(rules.filter((rule) => severityOf(rule) === 'critical').map(({ id }) => id)).toEqual(['actor.gone']);
});
