import { wantsActivity } from './negotiation.ts';
import type { Handler } from './reply.ts';
import { json } from './reply.ts';
import { publicKeyPem } from './rsa-key.ts';

/** Values that differ between the actors of the imitated software. */
export interface ActorShape {
  readonly id: string;
  readonly type: 'Person' | 'Service' | 'Group' | 'Application' | 'Organization';
  readonly username: string;
  readonly inbox?: string;
  readonly outbox?: string;
  readonly sharedInbox?: string;
  readonly url?: string;
  readonly keyId?: string;
  readonly more?: Readonly<Record<string, unknown>>;
}

const contexts = ['https://www.w3.org/ns/activitystreams', 'https://w3id.org/security/v1'];

/** An actor document as peers read it. Source: ActivityPub §4.1; `publicKey`: SWICG ActivityPub and HTTP signatures. */
export function actorDocument(shape: ActorShape): Record<string, unknown> {
  return {
    '@context': contexts,
    id: shape.id,
    type: shape.type,
    preferredUsername: shape.username,
    inbox: shape.inbox ?? `${shape.id}/inbox`,
    outbox: shape.outbox ?? `${shape.id}/outbox`,
    ...(shape.url === undefined ? {} : { url: shape.url }),
    ...(shape.sharedInbox === undefined ? {} : { endpoints: { sharedInbox: shape.sharedInbox } }),
    publicKey: {
      id: shape.keyId ?? `${shape.id}#main-key`,
      owner: shape.id,
      publicKeyPem: publicKeyPem(2048),
    },
    ...shape.more,
  };
}

/** An actor's URL: the document for peers, `page` for browsers. Source: ActivityPub §3.2. */
export function actorUrl(
  document: unknown,
  headers: Readonly<Record<string, string>>,
  page: Handler,
): Handler {
  return (ask) => {
    if (!wantsActivity(ask)) return page(ask);
    return json(document, 'application/activity+json; charset=utf-8', headers);
  };
}

/** An empty collection, as outboxes of quiet accounts are. Source: ActivityPub §5.1. */
export function emptyCollection(id: string): Handler {
  const document = { '@context': contexts[0], id, type: 'OrderedCollection', totalItems: 0 };
  return () => json(document, 'application/activity+json; charset=utf-8');
}
