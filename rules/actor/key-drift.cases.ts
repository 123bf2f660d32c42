import type { RuleCase } from '../case.ts';
import { observed, unobserved } from '../given/builders.ts';
import { actorUrl, aKey } from '../given/documents.ts';

/** The key as it was on a day of June. */
function keyOn(day: number, fingerprint: string, actor: string = actorUrl) {
  const startedAt = `2026-06-${String(day).padStart(2, '0')}T12:00:00.000Z`;
  return observed('key', { actor, listed: aKey({ fingerprint }) }, { startedAt });
}

const now = [keyOn(20, 'a')];
const { fingerprint: _dropped, ...unreadable } = aKey();

export const cases: readonly RuleCase[] = [
  { name: 'the same for weeks', given: now, past: [keyOn(10, 'a'), keyOn(5, 'a')], outcome: 'passed' },
  {
    name: 'replaced once',
    given: now,
    past: [keyOn(10, 'b'), keyOn(5, 'b')],
    outcome: 'passed',
    says: 'replaced',
  },
  {
    name: 'back and forth',
    given: now,
    past: [keyOn(5, 'a'), keyOn(10, 'b')],
    outcome: 'failed',
    says: 'changed 2 times',
  },
  {
    name: 'keys of another actor are not compared',
    given: now,
    past: [keyOn(5, 'a'), keyOn(10, 'b', 'https://example.org/actor')],
    outcome: 'passed',
  },
  { name: 'seen once', given: now, outcome: 'cannot-tell', says: 'awaiting-second-observation' },
  { name: 'the newest stands for itself', given: now, past: now, outcome: 'cannot-tell' },
  {
    name: 'no key that can be read',
    given: [observed('key', { actor: actorUrl, listed: unreadable })],
    outcome: 'inapplicable',
  },
  { name: 'no actor was read', given: [unobserved('key', 'prior-missing')], outcome: 'cannot-tell' },
];
