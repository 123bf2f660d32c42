import type { RuleCase } from '../case.ts';
import { observed } from '../given/builders.ts';
import { anActor, anActorWith, aSecureActor } from '../given/documents.ts';

const seen = (change: Parameters<typeof anActorWith>[0]) => [observed('actor', anActorWith(change))];

export const cases: readonly RuleCase[] = [
  { name: 'a healthy actor', given: [observed('actor', anActor())], outcome: 'passed' },
  {
    name: 'among others',
    given: seen({ contexts: ['https://w3id.org/security/v1', 'https://www.w3.org/ns/activitystreams'] }),
    outcome: 'passed',
  },
  {
    name: 'with http',
    given: seen({ contexts: ['http://www.w3.org/ns/activitystreams'] }),
    outcome: 'failed',
    says: 'http://',
  },
  { name: 'none', given: seen({ contexts: [] }), outcome: 'failed', says: 'nothing' },
  {
    name: 'signed requests are wanted',
    given: [observed('actor', aSecureActor)],
    outcome: 'cannot-tell',
    says: 'mode',
  },
];
