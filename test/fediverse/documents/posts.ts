import type { Handler } from './reply.ts';
import { json } from './reply.ts';

const activityType = 'application/activity+json; charset=utf-8';
const context = 'https://www.w3.org/ns/activitystreams';
const everyone = 'https://www.w3.org/ns/activitystreams#Public';

/** Number of the newest post of every imitated account. */
export const newestPost = '115594728466213571';

/** An outbox whose pages are links, as Mastodon's. Source: mastodon:app/controllers/activitypub/outboxes_controller.rb. */
export function pagedOutbox(actor: string): Handler {
  const id = `${actor}/outbox`;
  const collection = {
    '@context': context,
    id,
    type: 'OrderedCollection',
    totalItems: 2,
    first: `${id}?page=true`,
    last: `${id}?min_id=0&page=true`,
  };
  const page = {
    '@context': context,
    id: `${id}?page=true`,
    type: 'OrderedCollectionPage',
    partOf: id,
    orderedItems: [boost(actor), creation(actor)],
  };
  return (ask) => json(ask.url.searchParams.has('page') ? page : collection, activityType);
}

/** The newest post by its own URL. Source: mastodon:app/serializers/activitypub/note_serializer.rb. */
export function post(actor: string): Handler {
  return () => json({ '@context': context, ...note(actor) }, activityType, { vary: 'Accept' });
}

/** A boost stands first: it is public and somebody else's. */
function boost(actor: string): unknown {
  const id = `${actor}/statuses/115594728466299999/activity`;
  return { id, type: 'Announce', actor, to: [everyone], object: 'https://elsewhere.example/objects/1' };
}

function creation(actor: string): unknown {
  const id = `${actor}/statuses/${newestPost}/activity`;
  return { id, type: 'Create', actor, to: [everyone], cc: [`${actor}/followers`], object: note(actor) };
}

function note(actor: string): Record<string, unknown> {
  return {
    id: `${actor}/statuses/${newestPost}`,
    type: 'Note',
    attributedTo: actor,
    to: [everyone],
    cc: [`${actor}/followers`],
    published: '2026-11-20T08:00:00Z',
    content: '<p>The library opens at nine.</p>',
  };
}
