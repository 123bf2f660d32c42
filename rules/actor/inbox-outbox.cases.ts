import type { RuleCase } from '../case.ts';
import { observed } from '../given/builders.ts';
import { anActor, anActorDocument, anActorWith, aSecureActor } from '../given/documents.ts';

const seen = (change: Parameters<typeof anActorWith>[0]) => [observed('actor', anActorWith(change))];
const { inbox: _dropped, ...bare } = anActorDocument();
const without = [observed('actor', anActor({ document: { ok: true, data: bare } }))];
const { outbox: _other, ...silent } = anActorDocument();

export const cases: readonly RuleCase[] = [
  { name: 'a healthy actor', given: [observed('actor', anActor())], outcome: 'passed' },
  { name: 'no inbox', given: without, outcome: 'failed', says: 'no inbox' },
  {
    name: 'no outbox',
    given: [observed('actor', anActor({ document: { ok: true, data: silent } }))],
    outcome: 'failed',
    says: 'no outbox',
  },
  {
    name: 'an inbox over http',
    given: seen({ inbox: 'http://example.org/inbox' }),
    outcome: 'failed',
    says: 'http://',
  },
  { name: 'an inbox that is a path', given: seen({ inbox: '/inbox' }), outcome: 'failed' },
  {
    name: 'signed requests are wanted',
    given: [observed('actor', aSecureActor)],
    outcome: 'cannot-tell',
    says: 'mode',
  },
];
