import type { RuleCase } from '../case.ts';
import { aCheck, anOffer, daysBefore, looked, mastodonUrl, places, tag } from '../given/offers.ts';

const nothing = { offers: [] } as const;
const stock = { version: '4.4.2', offers: [anOffer(mastodonUrl)] } as const;
const released = [aCheck(mastodonUrl, { references: [tag('v4.4.2', 'found')] })];

export const cases: readonly RuleCase[] = [
  { name: 'a fork that offers its source', given: looked(), outcome: 'passed', says: 'codeberg.org/stadt' },
  {
    name: 'a fork without an offer, twice, a day apart',
    given: looked(nothing),
    earlier: looked({ ...nothing, at: daysBefore(1) }),
    outcome: 'failed',
    says: 'No source offer was found at the places this software normally shows one',
  },
  {
    name: 'a fork without an offer, once',
    given: looked(nothing),
    outcome: 'cannot-tell',
    says: 'awaiting-second-observation',
  },
  {
    name: 'a fork without an offer today, with one yesterday',
    given: looked(nothing),
    earlier: looked({ at: daysBefore(1) }),
    outcome: 'cannot-tell',
    says: 'awaiting-second-observation',
  },
  {
    name: 'a fork without an offer, twice within an hour',
    given: looked(nothing),
    earlier: looked({ ...nothing, at: daysBefore(1 / 24) }),
    outcome: 'cannot-tell',
    says: 'awaiting-second-observation',
  },
  {
    name: 'its pages want a login',
    given: looked({ offers: [], places: places({ 'page-link': 'login' }) }),
    outcome: 'cannot-tell',
    says: 'Not every place',
  },
  {
    name: 'stock, with the link of upstream',
    given: looked({ ...stock, checks: released }),
    outcome: 'passed',
  },
  {
    name: 'software that is not under the AGPL',
    given: looked({ name: 'wordpress', version: '6.8', offers: [] }),
    outcome: 'inapplicable',
    says: 'not under the AGPL',
  },
];
