import type { Advisory } from '../../model/advisories/advisory.ts';
import type { RuleCase } from '../case.ts';
import { observed, unobserved } from '../given/builders.ts';
import { aNodeInfoWith } from '../given/documents.ts';

const running = (version: string, name = 'mastodon') => [
  observed('nodeinfo', aNodeInfoWith({ software: { name, version } })),
];
const unreadOne: Advisory = {
  id: 'X-1',
  title: 'Something may be wrong',
  affected: [{ before: '9.0.0' }],
  url: 'https://advisories.example/1',
};
const unread = new Map([['mastodon', { releases: [], advisories: [unreadOne] }]]);
const consent = 'hosted';

export const cases: readonly RuleCase[] = [
  { name: 'a fixed version', given: running('4.6.4'), consent, outcome: 'passed', says: 'advisories' },
  {
    name: 'a version with one',
    given: running('4.5.10'),
    consent,
    outcome: 'failed',
    says: 'GHSA-qrgq-9fx2-vf2r',
  },
  { name: 'a version with several', given: running('4.3.1'), consent, outcome: 'failed', says: 'and 2 more' },
  { name: 'the early form of a fixed version', given: running('4.6.4-rc.1'), consent, outcome: 'failed' },
  { name: 'a fixed version of an older branch', given: running('4.3.18'), consent, outcome: 'passed' },
  {
    name: 'an advisory that nobody read',
    given: running('4.6.4'),
    news: unread,
    consent,
    outcome: 'cannot-tell',
    says: 'nobody here has read',
  },
  {
    name: 'a build between releases',
    given: running('4.5.0-nightly.2026-01-01'),
    consent,
    outcome: 'cannot-tell',
  },
  {
    name: 'a software without collected advisories',
    given: running('1.0.0', 'pixelfed'),
    consent,
    outcome: 'cannot-tell',
  },
  {
    name: 'a software we do not know',
    given: running('1.0.0', 'homegrown'),
    consent,
    outcome: 'cannot-tell',
  },
  { name: 'no NodeInfo', given: [unobserved('nodeinfo', 'http-not-found')], consent, outcome: 'cannot-tell' },
  { name: 'a version with one at a peer', given: running('4.5.10'), outcome: 'inapplicable' },
];
