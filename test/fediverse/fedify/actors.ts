import { webcrypto } from 'node:crypto';
import type { Federation, RequestContext } from '@fedify/fedify';
import { Application, Endpoints, Person } from '@fedify/vocab';
import type { Identity } from '../site.ts';
import type { FedifySetup } from './server.ts';

const keyPairs = new Map<string, Promise<webcrypto.CryptoKeyPair>>();

/** What peers verify with: RSASSA-PKCS1-v1_5, 2048 bits. Source: SWICG ActivityPub and HTTP signatures. */
const algorithm = {
  name: 'RSASSA-PKCS1-v1_5',
  modulusLength: 2048,
  publicExponent: new Uint8Array([1, 0, 1]),
  hash: 'SHA-256',
};

/** Key pairs, one per actor and process: making them is the slow part of a start. */
function keyPair(name: string): Promise<webcrypto.CryptoKeyPair> {
  const known = keyPairs.get(name) ?? webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  keyPairs.set(name, known);
  return known;
}

/** Actors, keys, WebFinger, collections and inboxes. Source: fedify:docs/manual/actor.md, access-control.md. */
export function dispatchActors(federation: Federation<void>, who: Identity, setup: FedifySetup): void {
  const actors = federation
    .setActorDispatcher('/users/{identifier}', (context, identifier) => {
      if (identifier === who.user) return person(context, identifier, who);
      return identifier === 'instance' ? instance(context) : null;
    })
    .setKeyPairsDispatcher(async (_context, identifier) => [await keyPair(`${identifier}@${who.host}`)])
    .mapHandle((_context, name) => identifierOf(name, who))
    .mapAlias((_context, resource) => alias(resource, who));
  if (setup.signedFetchOnly) {
    actors.authorize(async (context, identifier) => identifier === 'instance' || (await isSigned(context)));
  }
  dispatchCollections(federation);
}

/** The server's own name stands for its instance actor, as at Mastodon. */
function identifierOf(name: string, who: Identity): string | null {
  if (name === who.host) return 'instance';
  return [who.user, 'instance'].includes(name) ? name : null;
}

/** The server itself is its instance actor. Source: FEP-d556. */
function alias(resource: URL, who: Identity): { readonly identifier: string } | null {
  const web = `https://${who.webHost}/`;
  if (resource.href === web || resource.href === `https://${who.host}/`) return { identifier: 'instance' };
  return resource.href === `${web}@${who.user}` ? { identifier: who.user } : null;
}

async function isSigned(context: RequestContext<void>): Promise<boolean> {
  return (await context.getSignedKey()) !== null;
}

async function person(context: RequestContext<void>, identifier: string, who: Identity): Promise<Person> {
  const [keys] = await context.getActorKeyPairs(identifier);
  return new Person({
    id: context.getActorUri(identifier),
    preferredUsername: identifier,
    inbox: context.getInboxUri(identifier),
    outbox: context.getOutboxUri(identifier),
    followers: context.getFollowersUri(identifier),
    following: context.getFollowingUri(identifier),
    endpoints: new Endpoints({ sharedInbox: context.getInboxUri() }),
    url: new URL(`https://${who.webHost}/@${identifier}`),
    publicKey: keys?.cryptographicKey ?? null,
  });
}

/** Signs the server's own requests; readable without a signature, or two such servers would wait for each other. Source: SWICG ActivityPub and HTTP signatures, "Instance actor". */
async function instance(context: RequestContext<void>): Promise<Application> {
  const [keys] = await context.getActorKeyPairs('instance');
  return new Application({
    id: context.getActorUri('instance'),
    preferredUsername: 'instance',
    inbox: context.getInboxUri('instance'),
    outbox: context.getOutboxUri('instance'),
    manuallyApprovesFollowers: true,
    publicKey: keys?.cryptographicKey ?? null,
  });
}

function dispatchCollections(federation: Federation<void>): void {
  const empty = () => ({ items: [] });
  federation.setInboxListeners('/users/{identifier}/inbox', '/inbox');
  federation.setOutboxDispatcher('/users/{identifier}/outbox', empty);
  federation.setFollowersDispatcher('/users/{identifier}/followers', empty);
  federation.setFollowingDispatcher('/users/{identifier}/following', empty);
}
