import type { RuleCase } from '../case.ts';
import { observed } from '../given/builders.ts';
import { anActor, anActorDocument, anActorWith, aSecureActor } from '../given/documents.ts';

const seen = (change: Parameters<typeof anActorWith>[0]) => [observed('actor', anActorWith(change))];
const { preferredUsername: _dropped, ...bare } = anActorDocument();
const without = [observed('actor', anActor({ document: { ok: true, data: bare } }))];

export const cases: readonly RuleCase[] = [
  { name: 'a healthy actor', given: [observed('actor', anActor())], outcome: 'passed' },
  { name: 'a dot inside', given: seen({ preferredUsername: 'instance.actor' }), outcome: 'passed' },
  {
    name: 'sixty-five characters',
    given: seen({ preferredUsername: 'a'.repeat(65) }),
    outcome: 'passed',
    says: '65 characters',
  },
  {
    name: 'more than Misskey takes',
    given: seen({ preferredUsername: 'a'.repeat(129) }),
    outcome: 'failed',
    says: '129 characters',
  },
  {
    name: 'a dot at the end',
    given: seen({ preferredUsername: 'alice.' }),
    outcome: 'failed',
    says: 'alice.',
  },
  { name: 'an at sign', given: seen({ preferredUsername: 'alice@home' }), outcome: 'failed' },
  { name: 'no name', given: without, outcome: 'failed', says: 'no preferredUsername' },
  {
    name: 'signed requests are wanted',
    given: [observed('actor', aSecureActor)],
    outcome: 'cannot-tell',
    says: 'mode',
  },
];
