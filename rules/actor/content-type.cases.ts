import type { RuleCase } from '../case.ts';
import { observed } from '../given/builders.ts';
import { anActor, anActorDocument, answersToPeers, aSecureActor } from '../given/documents.ts';

const ldJson = 'application/ld+json; profile="https://www.w3.org/ns/activitystreams"';
const sent = (contentType: string) => [
  observed(
    'actor',
    anActor({
      representations: answersToPeers({ contentType }),
      document: { ok: true, data: anActorDocument({ contentType }) },
    }),
  ),
];
const instanceActor = { url: 'https://example.org/actor', foundBy: 'known-path', ok: true } as const;

export const cases: readonly RuleCase[] = [
  { name: 'activity+json', given: sent('application/activity+json'), outcome: 'passed' },
  { name: 'ld+json with its profile', given: sent(ldJson), outcome: 'passed' },
  {
    name: 'a charset that Lemmy does not take',
    given: sent(`${ldJson}; charset=utf-8`),
    outcome: 'passed',
    says: 'Lemmy',
  },
  {
    name: 'application/json',
    given: sent('application/json; charset=utf-8'),
    outcome: 'failed',
    says: 'application/json',
  },
  { name: 'text/html', given: sent('text/html'), outcome: 'failed' },
  { name: 'a profile without quotes', given: sent(ldJson.replaceAll('"', '')), outcome: 'failed' },
  {
    name: 'signed requests are wanted',
    given: [observed('actor', aSecureActor)],
    outcome: 'cannot-tell',
    says: 'mode',
  },
  {
    name: 'signed requests are wanted, and the instance actor is plain JSON',
    given: [
      observed('actor', {
        ...aSecureActor,
        instanceActor: { ...instanceActor, data: anActorDocument({ contentType: 'application/json' }) },
      }),
    ],
    outcome: 'failed',
  },
];
