import type { RuleCase } from '../case.ts';
import { observed, unobserved } from '../given/builders.ts';
import { aNodeInfoWith } from '../given/documents.ts';

const named = (name: string) => [
  observed('nodeinfo', aNodeInfoWith({ software: { name, version: '4.6.4' } })),
];
const expect = { software: 'mastodon' };

export const cases: readonly RuleCase[] = [
  { name: 'the agreed software', given: named('Mastodon'), expect, outcome: 'passed' },
  { name: 'another software', given: named('lemmy'), expect, outcome: 'failed', says: 'agreed is mastodon' },
  { name: 'a fork of it', given: named('hometown'), expect, outcome: 'failed', says: 'relative' },
  {
    name: 'a fork, as agreed',
    given: named('hometown'),
    expect: { software: 'hometown' },
    outcome: 'passed',
  },
  {
    name: 'no NodeInfo document',
    given: [unobserved('nodeinfo', 'http-not-found')],
    expect,
    outcome: 'cannot-tell',
    says: 'does not say',
  },
  {
    name: 'a server in trouble',
    given: [unobserved('nodeinfo', 'http-server-error')],
    expect,
    outcome: 'cannot-tell',
  },
  { name: 'nothing was agreed', given: named('lemmy'), outcome: 'inapplicable' },
];
