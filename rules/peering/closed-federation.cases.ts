import type { FailureCode } from '../../model/failure.ts';
import type { RuleCase } from '../case.ts';
import { failing, observed, unobserved } from '../given/builders.ts';
import {
  aNodeInfoWith,
  anActor,
  anActorDocument,
  anInstanceApi,
  aWebFinger,
  nodeInfoOf,
} from '../given/documents.ts';

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

/** An account that somebody named, and the server's own actor, as they are answered. */
const answering = (account: FailureCode, own: FailureCode | 'read') => {
  const place = { url: 'https://example.org/actor', foundBy: 'known-path' } as const;
  const actor = own === 'read' ? ({ ok: true, data: anActorDocument() } as const) : failing(own);
  return [
    observed('webfinger', aWebFinger({ accountFrom: 'configured', base: failing(account) })),
    observed('actor', anActor({ instanceActor: { ...place, ...actor } })),
  ];
};

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
  {
    name: 'nobody is found there and its own actor is not either',
    given: [mastodon, open, ...answering('http-not-found', 'http-gone')],
    outcome: 'failed',
    says: 'neither WebFinger',
  },
  {
    name: 'nobody is found there, as agreed',
    given: [mastodon, open, ...answering('http-not-found', 'http-not-found')],
    expect: { federation: 'limited' },
    outcome: 'passed',
    says: 'as agreed',
  },
  {
    name: 'nobody is found, at a software without such an API',
    given: [other, observed('instance-api', { asked: false }), ...answering('http-not-found', 'body-html')],
    outcome: 'failed',
  },
  {
    name: 'both are refused to us',
    given: [mastodon, open, ...answering('http-forbidden', 'http-forbidden')],
    outcome: 'cannot-tell',
    says: 'for us alone',
  },
  {
    name: 'the account is gone and the server is there',
    given: [mastodon, open, ...answering('http-not-found', 'read')],
    outcome: 'passed',
  },
  {
    name: 'both are out of order',
    given: [mastodon, open, ...answering('http-server-error', 'http-server-error')],
    outcome: 'passed',
  },
  {
    name: 'nobody is found at a software that nobody knows',
    given: [
      observed('nodeinfo', nodeInfoOf('homegrown')),
      open,
      ...answering('http-not-found', 'http-not-found'),
    ],
    outcome: 'passed',
  },
];
