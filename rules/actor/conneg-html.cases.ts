import type { ActorDocument, Representation } from '../../crawler/probes/actor.ts';
import type { RuleCase } from '../case.ts';
import { observed } from '../given/builders.ts';
import { actorUrl, anActor, anActorDocument, answers } from '../given/documents.ts';

const browserGets = (change: Partial<Representation>, document: Partial<ActorDocument> = {}) => [
  observed(
    'actor',
    anActor({
      representations: answers({ browser: change }),
      document: { ok: true, data: anActorDocument(document) },
    }),
  ),
];
const json = { kind: 'activity', contentType: 'application/activity+json' } as const;

export const cases: readonly RuleCase[] = [
  { name: 'a page', given: browserGets({}), outcome: 'passed' },
  { name: 'the way to a page', given: browserGets({ kind: 'redirect', status: 302 }), outcome: 'passed' },
  {
    name: 'JSON where the actor says its page is',
    given: browserGets(json, { url: actorUrl }),
    outcome: 'failed',
    says: 'JSON',
  },
  {
    name: 'JSON, and the page is elsewhere',
    given: browserGets(json, { url: 'https://example.org/@alice' }),
    outcome: 'passed',
    says: 'URL of its own',
  },
  { name: 'JSON, and no page is named', given: browserGets(json), outcome: 'inapplicable' },
  { name: 'no page at all', given: browserGets({ kind: 'other', status: 406 }), outcome: 'inapplicable' },
  {
    name: 'an overloaded server',
    given: browserGets({ kind: 'other', status: 503 }),
    outcome: 'cannot-tell',
  },
  {
    name: 'the JSON of an instance actor',
    given: [
      observed(
        'actor',
        anActor({
          actorFrom: 'instance-actor',
          representations: answers({ browser: json }),
          document: { ok: true, data: anActorDocument({ url: actorUrl }) },
        }),
      ),
    ],
    outcome: 'inapplicable',
  },
];
