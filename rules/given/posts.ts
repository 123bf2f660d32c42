import type { CollectionFacts, ObjectFacts, OutboxData } from '../../crawler/probes/outbox.ts';
import type { Observation } from '../../model/observation.ts';
import { observed } from './builders.ts';

/** A healthy outbox; change one thing. */
export function aCollection(change: Partial<CollectionFacts> = {}): CollectionFacts {
  return {
    contentType: 'application/activity+json; charset=utf-8',
    types: ['OrderedCollection'],
    first: 'link',
    items: 0,
    totalItems: 2,
    ...change,
  };
}

/** A healthy public post; change one thing. */
export function aPost(change: Partial<ObjectFacts> = {}): ObjectFacts {
  return {
    contentType: 'application/activity+json; charset=utf-8',
    types: ['Note'],
    sameId: true,
    sameOwner: true,
    ...change,
  };
}

/** An outbox without posts; change one thing. */
export function anOutbox(change: Partial<OutboxData> = {}): Observation {
  return observed('outbox', {
    actorFrom: 'account',
    collection: { ok: true, data: aCollection() },
    ...change,
  });
}
