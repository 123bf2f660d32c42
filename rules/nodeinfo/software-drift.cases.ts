import type { RuleCase } from '../case.ts';
import { observed, unobserved } from '../given/builders.ts';
import { aNodeInfoWith, noSchema } from '../given/documents.ts';

/** What NodeInfo named on a day of June. */
function namedOn(day: number, name: string, version = '4.5.0') {
  const startedAt = `2026-06-${String(day).padStart(2, '0')}T12:00:00.000Z`;
  return observed('nodeinfo', aNodeInfoWith({ software: { name, version } }), { startedAt });
}

const now = [namedOn(20, 'mastodon')];

export const cases: readonly RuleCase[] = [
  { name: 'the same', given: now, past: [namedOn(10, 'mastodon')], outcome: 'passed' },
  {
    name: 'a new version',
    given: now,
    past: [namedOn(10, 'mastodon', '4.4.8')],
    outcome: 'passed',
    says: 'mastodon 4.4.8',
  },
  {
    name: 'a new version that was taken back',
    given: now,
    past: [namedOn(10, 'mastodon', '4.5.1'), namedOn(9, 'mastodon')],
    outcome: 'passed',
  },
  {
    name: 'another software',
    given: now,
    past: [namedOn(10, 'pleroma')],
    outcome: 'passed',
    says: 'pleroma',
  },
  {
    name: 'two names in turn',
    given: now,
    past: [namedOn(10, 'pleroma'), namedOn(9, 'mastodon')],
    outcome: 'failed',
    says: 'pleroma',
  },
  {
    name: 'two versions in turn',
    given: now,
    past: [namedOn(12, 'mastodon', '4.4.8'), namedOn(10, 'mastodon'), namedOn(9, 'mastodon', '4.4.8')],
    outcome: 'failed',
    says: 'version',
  },
  { name: 'seen once', given: now, outcome: 'cannot-tell', says: 'awaiting-second-observation' },
  { name: 'no software is named', given: [observed('nodeinfo', noSchema)], outcome: 'inapplicable' },
  { name: 'no NodeInfo', given: [unobserved('nodeinfo', 'http-not-found')], outcome: 'cannot-tell' },
];
