import type { SelfLink } from '../../crawler/probes/webfinger.ts';
import type { RuleCase } from '../case.ts';
import { failing, observed } from '../given/builders.ts';
import { actorUrl, aWebFinger, aWebFingerWith } from '../given/documents.ts';

const activity = { href: actorUrl, type: 'application/activity+json' };
const ldJson = {
  href: actorUrl,
  type: 'application/ld+json; profile="https://www.w3.org/ns/activitystreams"',
};
const sent = (...selfLinks: readonly SelfLink[]) => [observed('webfinger', aWebFingerWith({ selfLinks }))];

export const cases: readonly RuleCase[] = [
  { name: 'one link', given: sent(activity), outcome: 'passed' },
  { name: 'both types with one URL', given: sent(activity, ldJson), outcome: 'passed' },
  {
    name: 'a page as self first',
    given: sent({ href: 'https://example.org/@alice', type: 'text/html' }, activity),
    outcome: 'passed',
    says: 'text/html',
  },
  { name: 'no self link', given: sent(), outcome: 'failed' },
  {
    name: 'a profile without quotes',
    given: sent({ ...ldJson, type: ldJson.type.replaceAll('"', '') }),
    outcome: 'failed',
  },
  {
    name: 'http',
    given: sent({ ...activity, href: 'http://example.org/users/alice' }),
    outcome: 'failed',
    says: 'http://',
  },
  {
    name: 'two different actors',
    given: sent(activity, { ...ldJson, href: `${actorUrl}2` }),
    outcome: 'failed',
    says: '2 different',
  },
  {
    name: 'no JRD',
    given: [observed('webfinger', aWebFinger({ base: failing('body-html') }))],
    outcome: 'cannot-tell',
  },
];
