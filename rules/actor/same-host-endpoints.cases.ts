import type { RuleCase } from '../case.ts';
import { observed } from '../given/builders.ts';
import { aKey, anActor, anActorWith, aSecureActor } from '../given/documents.ts';

const seen = (change: Parameters<typeof anActorWith>[0]) => [observed('actor', anActorWith(change))];

export const cases: readonly RuleCase[] = [
  { name: 'a healthy actor', given: [observed('actor', anActor())], outcome: 'passed' },
  {
    name: 'a page on another host of the site',
    given: seen({ url: 'https://www.example.org/@alice' }),
    outcome: 'passed',
    says: 'www.example.org',
  },
  {
    name: 'a shared inbox on another site',
    given: seen({ sharedInbox: 'https://relay.example.net/inbox' }),
    outcome: 'failed',
    says: 'sharedInbox',
  },
  {
    name: 'a key on another site',
    given: seen({ key: aKey({ id: 'https://keys.example.net/1' }) }),
    outcome: 'failed',
    says: 'publicKey.id',
  },
  {
    name: 'one on the site, one away',
    given: seen({ url: 'https://www.example.org/@alice', followers: 'https://example.net/f' }),
    outcome: 'failed',
    says: 'followers',
  },
  { name: 'an id that is no URL', given: seen({ id: 'alice' }), outcome: 'cannot-tell', says: 'alice' },
  {
    name: 'signed requests are wanted',
    given: [observed('actor', aSecureActor)],
    outcome: 'cannot-tell',
    says: 'mode',
  },
];
