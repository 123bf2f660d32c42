import type { ActorData } from '../../crawler/probes/actor.ts';
import type { JrdFacts } from '../../crawler/probes/webfinger.ts';
import type { RuleCase } from '../case.ts';
import { failing, observed } from '../given/builders.ts';
import { aJrd, anActor, anActorDocument, aSecureActor, aWebFinger } from '../given/documents.ts';

const found = observed('webfinger', aWebFinger());
const seen = (change: Partial<ActorData>) => [found, observed('actor', anActor(change))];
const loop = (change: Partial<JrdFacts>): Partial<ActorData> => ({
  loopback: { ok: true, data: aJrd(change) },
});
const link = (href: string) => ({ selfLinks: [{ href, type: 'application/activity+json' }] });
const { id: _dropped, ...nameless } = anActorDocument();

export const cases: readonly RuleCase[] = [
  { name: 'WebFinger already asked just that', given: seen({}), outcome: 'passed' },
  { name: 'its own name leads back', given: seen(loop({})), outcome: 'passed' },
  {
    name: 'a slash too many',
    given: seen(loop(link('https://example.org/users/alice/'))),
    outcome: 'passed',
    says: 'alice/',
  },
  {
    name: 'another actor',
    given: seen(loop(link('https://example.org/users/bob'))),
    outcome: 'failed',
    says: 'bob',
  },
  { name: 'no link at all', given: seen(loop({ selfLinks: [] })), outcome: 'failed' },
  {
    name: 'its own name is not known',
    given: seen({ loopback: failing('http-not-found') }),
    outcome: 'failed',
  },
  {
    name: 'an instance actor without a handle',
    given: seen({ actorFrom: 'instance-actor', loopback: failing('http-not-found') }),
    outcome: 'inapplicable',
  },
  { name: 'no answer', given: seen({ loopback: failing('http-timeout') }), outcome: 'cannot-tell' },
  {
    name: 'an actor without id',
    given: seen({ document: { ok: true, data: nameless } }),
    outcome: 'cannot-tell',
  },
  {
    name: 'an actor that wants signatures',
    given: [found, observed('actor', aSecureActor)],
    outcome: 'cannot-tell',
  },
];
