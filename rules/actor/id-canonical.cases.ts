import type { RuleCase } from '../case.ts';
import { observed } from '../given/builders.ts';
import { anActor, anActorDocument, anActorWith, aSecureActor } from '../given/documents.ts';

const seen = (change: Parameters<typeof anActorWith>[0]) => [observed('actor', anActorWith(change))];
const { id: _dropped, ...bare } = anActorDocument();
const without = [observed('actor', anActor({ document: { ok: true, data: bare } }))];

const atGuess = (id: string) => {
  const instance = anActorDocument({ requested: 'https://example.org/', id });
  const document = { ok: true, data: instance } as const;
  const place = { url: 'https://example.org/', foundBy: 'known-path' } as const;
  return [
    observed(
      'actor',
      anActor({ actorFrom: 'instance-actor', document, instanceActor: { ...place, ...document } }),
    ),
  ];
};

export const cases: readonly RuleCase[] = [
  { name: 'a healthy actor', given: [observed('actor', anActor())], outcome: 'passed' },
  {
    name: 'a slash at the end',
    given: seen({ id: 'https://example.org/users/alice/' }),
    outcome: 'passed',
    says: 'calls itself',
  },
  {
    name: 'www in front',
    given: seen({ id: 'https://www.example.org/users/alice' }),
    outcome: 'passed',
    says: 'www',
  },
  {
    name: 'another path',
    given: seen({ id: 'https://example.org/users/bob' }),
    outcome: 'failed',
    says: 'bob',
  },
  { name: 'http', given: seen({ id: 'http://example.org/users/alice' }), outcome: 'failed' },
  {
    name: 'an instance actor beside the path where we look for it',
    given: atGuess('https://example.org/friendica'),
    outcome: 'passed',
    says: 'friendica',
  },
  {
    name: 'an instance actor of another host',
    given: atGuess('https://example.net/'),
    outcome: 'failed',
    says: 'example.net',
  },
  { name: 'no id', given: without, outcome: 'failed', says: 'no id' },
  {
    name: 'signed requests are wanted',
    given: [observed('actor', aSecureActor)],
    outcome: 'cannot-tell',
    says: 'mode',
  },
];
