import type { RuleCase } from '../case.ts';
import { observed } from '../given/builders.ts';
import { anActor, anActorWith, aSecureActor } from '../given/documents.ts';

const seen = (change: Parameters<typeof anActorWith>[0]) => [observed('actor', anActorWith(change))];

export const cases: readonly RuleCase[] = [
  { name: 'a healthy actor', given: [observed('actor', anActor())], outcome: 'passed' },
  { name: 'a group', given: seen({ types: ['Group'] }), outcome: 'passed' },
  {
    name: 'a list with a known type',
    given: seen({ types: ['Person', 'schema:Person'] }),
    outcome: 'passed',
    says: 'schema:Person',
  },
  { name: 'a note', given: seen({ types: ['Note'] }), outcome: 'failed', says: 'Note' },
  { name: 'no type', given: seen({ types: [] }), outcome: 'failed', says: 'nothing' },
  {
    name: 'signed requests are wanted',
    given: [observed('actor', aSecureActor)],
    outcome: 'cannot-tell',
    says: 'mode',
  },
];
