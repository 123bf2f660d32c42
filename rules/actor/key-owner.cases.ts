import type { RuleCase } from '../case.ts';
import { observed } from '../given/builders.ts';
import { aKey, anActor, anActorWith, aSecureActor } from '../given/documents.ts';

type Key = ReturnType<typeof aKey>;
const seen = (change: Partial<Key>) => [observed('actor', anActorWith({ key: aKey(change) }))];
const { owner: _dropped, ...orphan } = aKey();

export const cases: readonly RuleCase[] = [
  { name: 'a healthy actor', given: [observed('actor', anActor())], outcome: 'passed' },
  {
    name: 'another owner',
    given: seen({ owner: 'https://example.org/users/bob' }),
    outcome: 'failed',
    says: 'bob',
  },
  {
    name: 'no owner',
    given: [observed('actor', anActorWith({ key: orphan }))],
    outcome: 'failed',
    says: 'nothing',
  },
  {
    name: 'a key on another host',
    given: seen({ id: 'https://keys.example.org/1' }),
    outcome: 'failed',
    says: 'keys.example.org',
  },
  {
    name: 'no key',
    given: [observed('actor', anActorWith({ key: { shape: 'missing' } }))],
    outcome: 'inapplicable',
  },
  {
    name: 'signed requests are wanted',
    given: [observed('actor', aSecureActor)],
    outcome: 'cannot-tell',
    says: 'mode',
  },
];
