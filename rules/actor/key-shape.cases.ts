import type { RuleCase } from '../case.ts';
import { observed } from '../given/builders.ts';
import { aKey, anActor, anActorDocument, anActorWith, aSecureActor } from '../given/documents.ts';

type Key = ReturnType<typeof aKey>;
const seen = (change: Partial<Key>) => [observed('actor', anActorWith({ key: aKey(change) }))];
const { id: _dropped, ...nameless } = aKey();

export const cases: readonly RuleCase[] = [
  { name: 'a healthy actor', given: [observed('actor', anActor())], outcome: 'passed' },
  { name: 'a list', given: seen({ shape: 'array' }), outcome: 'passed', says: 'list' },
  { name: 'PKCS#1', given: seen({ encoding: 'pkcs1' }), outcome: 'passed', says: 'PKCS#1' },
  { name: '1,536 bits', given: seen({ bits: 1536 }), outcome: 'passed', says: '1536' },
  { name: '1,024 bits', given: seen({ bits: 1024 }), outcome: 'failed', says: '1024' },
  { name: 'an Ed25519 key', given: seen({ algorithm: 'ed25519' }), outcome: 'failed', says: 'ed25519' },
  { name: 'no key inside', given: seen({ encoding: 'unparsable' }), outcome: 'failed' },
  {
    name: 'no publicKey',
    given: [
      observed(
        'actor',
        anActor({ document: { ok: true, data: anActorDocument({ key: { shape: 'missing' } }) } }),
      ),
    ],
    outcome: 'failed',
    says: 'no publicKey',
  },
  {
    name: 'no id',
    given: [observed('actor', anActorWith({ key: nameless }))],
    outcome: 'failed',
    says: 'no id',
  },
  {
    name: 'signed requests are wanted',
    given: [observed('actor', aSecureActor)],
    outcome: 'cannot-tell',
    says: 'mode',
  },
];
