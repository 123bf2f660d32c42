import type { RuleCase } from '../case.ts';
import { observed } from '../given/builders.ts';
import { nodeInfoOf } from '../given/documents.ts';
import { aCheck, anOffer, daysBefore, looked, mastodonUrl, ownUrl, tag } from '../given/offers.ts';

const version = '4.4.2+stadt.7';
const listed = (state: 'found' | 'not-found', days = 0, runs = version) =>
  looked({
    version: runs,
    at: daysBefore(days),
    checks: [aCheck(ownUrl, { references: [tag(`v${runs}`, state)], checkedAt: daysBefore(days) })],
  });
const upstream = (days = 0) => looked({ at: daysBefore(days), offers: [anOffer(mastodonUrl)] });

const zip = anOffer('https://files.example/source.zip', { kind: 'archive', place: 'page-link' });
const archived = (days = 0) =>
  looked({
    at: daysBefore(days),
    offers: [zip],
    checks: [aCheck(zip.url, { kind: 'archive', newestAt: daysBefore(90), checkedAt: daysBefore(days) })],
  });
/** As it was fifty days ago. */
const then = (runs: string) => [
  observed('nodeinfo', nodeInfoOf('mastodon', runs), { startedAt: daysBefore(50) }),
];

export const cases: readonly RuleCase[] = [
  {
    name: 'the version is in the repository',
    given: listed('found'),
    outcome: 'passed',
    says: 'is in the source',
  },
  {
    name: 'the version is not there at two looks a day apart',
    given: listed('not-found'),
    earlier: listed('not-found', 1),
    outcome: 'failed',
    says: 'was not found in the source',
  },
  {
    name: 'the version is not there, once',
    given: listed('not-found'),
    outcome: 'cannot-tell',
    says: 'awaiting-second-observation',
  },
  {
    name: 'another version was not there a day before',
    given: listed('not-found'),
    earlier: listed('not-found', 1, '4.4.1+stadt.6'),
    outcome: 'cannot-tell',
    says: 'awaiting-second-observation',
  },
  {
    name: 'only upstream, at two looks a day apart',
    given: upstream(),
    earlier: upstream(1),
    outcome: 'failed',
    says: "Only upstream's source is offered",
  },
  { name: 'only upstream, once', given: upstream(), outcome: 'cannot-tell', says: 'awaiting' },
  {
    name: 'an archive that is older than a change, at two looks',
    given: archived(),
    earlier: archived(1),
    recalled: then('4.4.1+stadt.6'),
    outcome: 'failed',
    says: 'older than a change',
  },
  {
    name: 'an archive, and no change since',
    given: archived(),
    earlier: archived(1),
    recalled: then(version),
    outcome: 'cannot-tell',
    says: 'could not be tied',
  },
  {
    name: 'an archive, and nothing is known of before',
    given: archived(),
    outcome: 'cannot-tell',
    says: 'could not be tied',
  },
  {
    name: 'stock',
    given: looked({
      version: '4.4.2',
      offers: [anOffer(mastodonUrl)],
      checks: [aCheck(mastodonUrl, { references: [tag('v4.4.2', 'found')] })],
    }),
    outcome: 'inapplicable',
    says: 'No sign of a modification',
  },
  {
    name: 'a fork without an offer',
    given: looked({ offers: [] }),
    outcome: 'inapplicable',
    says: 'No offer',
  },
  {
    name: 'software that is not under the AGPL',
    given: looked({ name: 'wordpress', version: '6.8', offers: [] }),
    outcome: 'inapplicable',
  },
];
