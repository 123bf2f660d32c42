import type { ActorData } from '../../crawler/probes/actor.ts';
import type { RuleCase } from '../case.ts';
import { failing, observed } from '../given/builders.ts';
import { anActor, anActorDocument } from '../given/documents.ts';

type InstanceActor = NonNullable<ActorData['instanceActor']>;

const place = { url: 'https://example.org/actor', foundBy: 'known-path' } as const;
const seen = (instanceActor: InstanceActor) => [observed('actor', anActor({ instanceActor }))];
const document = anActorDocument({ types: ['Application'] });

export const cases: readonly RuleCase[] = [
  { name: 'it can be read', given: seen({ ...place, ok: true, data: document }), outcome: 'passed' },
  {
    name: 'it wants signatures',
    given: seen({ ...place, ...failing('http-unauthorized') }),
    outcome: 'failed',
    says: '401',
  },
  {
    name: 'it has no key',
    given: seen({ ...place, ok: true, data: { ...document, key: { shape: 'missing' } } }),
    outcome: 'failed',
    says: 'publicKey',
  },
  { name: 'it is a web page', given: seen({ ...place, ...failing('body-html') }), outcome: 'failed' },
  {
    name: 'it is not there',
    given: seen({ ...place, ...failing('http-not-found') }),
    outcome: 'inapplicable',
  },
  { name: 'none is known', given: [observed('actor', anActor())], outcome: 'inapplicable' },
  {
    name: '403, which may be about us',
    given: seen({ ...place, ...failing('http-forbidden') }),
    outcome: 'cannot-tell',
  },
];
