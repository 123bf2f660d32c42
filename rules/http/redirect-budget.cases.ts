import type { RuleCase } from '../case.ts';
import { failing, observed, unobserved } from '../given/builders.ts';
import { actorUrl, anActor, answersToPeers, aWebFinger, aWebFingerWith } from '../given/documents.ts';

const chain = (hops: number) =>
  Array.from({ length: hops + 1 }, (_, hop) => `https://example.org/.well-known/webfinger?hop=${hop}`);
const actorAt = (...urls: readonly string[]) =>
  observed('actor', anActor({ representations: answersToPeers({ urls: [actorUrl, ...urls] }) }));

export const cases: readonly RuleCase[] = [
  {
    name: 'no redirect',
    given: [observed('webfinger', aWebFinger()), observed('actor', anActor())],
    outcome: 'passed',
  },
  {
    name: 'three redirects',
    given: [observed('webfinger', aWebFingerWith({ urls: chain(3) }))],
    outcome: 'passed',
    says: '3 redirects',
  },
  {
    name: 'four redirects',
    given: [observed('webfinger', aWebFingerWith({ urls: chain(4) }))],
    outcome: 'failed',
    says: '4 redirects',
  },
  {
    name: 'a loop at WebFinger',
    given: [observed('webfinger', aWebFinger({ base: failing('redirect-loop') }))],
    outcome: 'failed',
  },
  {
    name: 'NodeInfo leads down to http',
    given: [unobserved('nodeinfo', 'redirect-downgrade')],
    outcome: 'failed',
  },
  {
    name: 'WebFinger on another site, as split domains have it',
    given: [
      observed('webfinger', aWebFingerWith({ urls: ['https://example.org/', 'https://fedi.example.net/'] })),
    ],
    outcome: 'passed',
  },
  {
    name: 'the actor on another host of the site',
    given: [actorAt('https://social.example.org/users/alice')],
    outcome: 'passed',
  },
  {
    name: 'the actor on another site',
    given: [actorAt('https://example.net/users/alice')],
    outcome: 'failed',
    says: 'example.net',
  },
  { name: 'nothing answered', given: [unobserved('webfinger', 'connect-refused')], outcome: 'cannot-tell' },
];
