import type { RuleCase } from '../case.ts';
import { observed } from '../given/builders.ts';
import { anActorWith, aSecureActor } from '../given/documents.ts';

const having = (change: Parameters<typeof anActorWith>[0]) => [observed('actor', anActorWith(change))];
const inbox = 'https://example.org/inbox';

export const cases: readonly RuleCase[] = [
  { name: 'a shared inbox', given: having({ sharedInbox: inbox }), outcome: 'passed' },
  {
    name: 'both places',
    given: having({ sharedInbox: inbox, topLevelSharedInbox: inbox }),
    outcome: 'passed',
  },
  {
    name: 'the older place only',
    given: having({ topLevelSharedInbox: inbox }),
    outcome: 'passed',
    says: 'outside endpoints',
  },
  { name: 'none', given: having({}), outcome: 'inapplicable' },
  {
    name: 'one over plain http',
    given: having({ sharedInbox: 'http://example.org/inbox' }),
    outcome: 'failed',
    says: 'http://example.org',
  },
  { name: 'a path alone', given: having({ sharedInbox: '/inbox' }), outcome: 'failed' },
  { name: 'signed requests are wanted', given: [observed('actor', aSecureActor)], outcome: 'cannot-tell' },
];
