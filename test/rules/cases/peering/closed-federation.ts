import { observed, unobserved } from '../../builders.ts';
import type { RuleCase } from '../../case.ts';
import { anInstanceApi, nodeInfoOf } from '../../documents.ts';

const mastodon = observed('nodeinfo', nodeInfoOf('mastodon'));
const other = observed('nodeinfo', nodeInfoOf('pleroma'));
const limited = observed('instance-api', anInstanceApi({ limitedFederation: true }));
const { limitedFederation: _dropped, ...silent } = anInstanceApi();

export const cases: readonly RuleCase[] = [
  {
    name: 'federation is open',
    given: [mastodon, observed('instance-api', anInstanceApi())],
    outcome: 'passed',
  },
  {
    name: 'an older Mastodon that answers',
    given: [mastodon, observed('instance-api', silent)],
    outcome: 'passed',
  },
  { name: 'federation is limited', given: [mastodon, limited], outcome: 'failed', says: 'chosen peers' },
  {
    name: 'it is limited, as agreed',
    given: [mastodon, limited],
    expect: { federation: 'limited' },
    outcome: 'passed',
    says: 'as agreed',
  },
  {
    name: 'an older Mastodon that asks for a login',
    given: [mastodon, unobserved('instance-api', 'http-unauthorized')],
    outcome: 'failed',
  },
  {
    name: 'another software that asks for a login',
    given: [other, unobserved('instance-api', 'http-unauthorized')],
    outcome: 'cannot-tell',
  },
  {
    name: 'another software that does not say',
    given: [other, observed('instance-api', silent)],
    outcome: 'cannot-tell',
    says: 'pleroma',
  },
  {
    name: 'no such API is known',
    given: [other, observed('instance-api', { asked: false })],
    outcome: 'inapplicable',
  },
  {
    name: 'no such API is there',
    given: [other, unobserved('instance-api', 'http-not-found')],
    outcome: 'inapplicable',
  },
  {
    name: 'robots.txt forbids it',
    given: [mastodon, unobserved('instance-api', 'robots-disallowed')],
    outcome: 'cannot-tell',
  },
];
