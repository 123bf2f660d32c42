import type { News } from '../../model/news.ts';
import type { RuleCase } from '../case.ts';
import { noon, observed } from '../given/builders.ts';
import { aNodeInfoWith } from '../given/documents.ts';

const running = (version: string, name = 'mastodon') => [
  observed('nodeinfo', aNodeInfoWith({ software: { name, version } })),
];
const out = (seenAt: string, ...versions: readonly string[]): News => {
  const releases = versions.map((version) => ({ version, seenAt, basis: 'five servers run it' }));
  return new Map([['mastodon', { releases, advisories: [] }]]);
};
const news = out(noon, '4.4.8', '4.5.3', '4.6.4', '4.7.0-rc.1');
const consent = 'hosted';

export const cases: readonly RuleCase[] = [
  { name: 'the newest', given: running('4.6.4'), news, consent, outcome: 'passed' },
  { name: 'newer than all we know', given: running('4.7.0'), news, consent, outcome: 'passed' },
  {
    name: 'the newest of the branch before',
    given: running('4.5.3'),
    news,
    consent,
    outcome: 'passed',
    says: '4.6.4',
  },
  { name: 'a patch behind', given: running('4.6.2'), news, consent, outcome: 'failed', says: '4.6.4 is out' },
  {
    name: 'two branches behind',
    given: running('4.4.8'),
    news,
    consent,
    outcome: 'failed',
    says: '2 branches',
  },
  {
    name: 'what we know is old',
    given: running('4.6.2'),
    news: out('2026-02-01T12:00:00.000Z', '4.6.4'),
    consent,
    outcome: 'cannot-tell',
    says: '120 days old',
  },
  {
    name: 'no release is known',
    given: running('4.6.2'),
    consent,
    outcome: 'cannot-tell',
    says: 'No release',
  },
  { name: 'a version without numbers', given: running('main'), news, consent, outcome: 'cannot-tell' },
  { name: 'a patch behind, at a peer', given: running('4.6.2'), news, outcome: 'inapplicable' },
];
