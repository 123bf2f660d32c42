import { observed, unobserved } from '../../builders.ts';
import type { RuleCase } from '../../case.ts';
import { aNodeInfoWith, anInstanceApi, nodeInfoOf } from '../../documents.ts';

const mastodon = observed('nodeinfo', nodeInfoOf('mastodon'));
const other = observed('nodeinfo', nodeInfoOf('pleroma'));
const limited = observed('instance-api', anInstanceApi({ limitedFederation: true }));
const { limitedFederation: _dropped, ...silent } = anInstanceApi();

const mastodonNamed = { software: { name: 'mastodon', version: '4.6.4' } };
const populated = observed('nodeinfo', aNodeInfoWith({ ...mastodonNamed, usersActiveMonth: 400 }));
const few = observed('nodeinfo', aNodeInfoWith({ ...mastodonNamed, usersActiveMonth: 9 }));
const open = observed('instance-api', anInstanceApi());
const knows = (names: number) =>
  observed('peers', {
    ...{ asked: true, published: true, api: 'mastodon', names, cut: false },
    ...{ fresh: 0, known: names, refused: {} },
  });

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
    name: 'people use it and it knows no other server',
    given: [populated, open, knows(0)],
    outcome: 'failed',
    says: '400 active users',
  },
  {
    name: 'it knows no other server, as agreed',
    given: [populated, open, knows(0)],
    expect: { federation: 'limited' },
    outcome: 'passed',
    says: 'as agreed',
  },
  { name: 'it is new, with few people', given: [few, open, knows(0)], outcome: 'passed' },
  { name: 'it knows one other server', given: [populated, open, knows(1)], outcome: 'passed' },
  {
    name: 'it keeps to itself whom it knows',
    given: [
      populated,
      open,
      observed('peers', { asked: true, published: false, api: 'mastodon', status: 404 }),
    ],
    outcome: 'passed',
  },
  {
    name: 'robots.txt forbids it',
    given: [mastodon, unobserved('instance-api', 'robots-disallowed')],
    outcome: 'cannot-tell',
  },
];
