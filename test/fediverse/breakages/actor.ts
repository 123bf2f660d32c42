import { wantsActivity } from '../documents/negotiation.ts';
import { json, page, redirect, status } from '../documents/reply.ts';
import { publicKeyPem } from '../documents/rsa-key.ts';
import type { Ask, Reply, Site } from '../site.ts';
import { webHostOf } from '../site.ts';
import type { Breakage, JsonObject } from './breakage.ts';
import { isAt, jsonAt, replyAt } from './breakage.ts';

const edited = (says: string, edit: (actor: JsonObject, site: Site) => JsonObject): Breakage => ({
  says,
  apply: (site) => jsonAt(site, ['actor'], (actor) => edit(actor, site)),
});

/** A page instead of the actor, for some `Accept` headers. */
const pageFor = (says: string, unlucky: (accept: string) => boolean): Breakage => ({
  says,
  apply: (site) =>
    replyAt(site, ['actor'], (reply, ask) =>
      unlucky(ask.headers['accept'] ?? '') ? page(site.user, { vary: 'Accept' }) : reply,
    ),
});

function without(document: JsonObject, ...names: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(document).filter(([key]) => !names.includes(key)));
}

function withKey(actor: JsonObject, key: JsonObject): JsonObject {
  // Every imitated actor has one key object.
  return { ...actor, publicKey: { ...(actor['publicKey'] as JsonObject), ...key } };
}

/** The whole document under another id, consistent in itself: what a changed web domain or path leaves behind. */
function movedId(actor: JsonObject): JsonObject {
  const id = String(actor['id']);
  return JSON.parse(JSON.stringify(actor).replaceAll(`"${id}"`, `"${id}-old"`));
}

const activityType = 'application/activity+json';
const spec = 'application/ld+json; profile="https://www.w3.org/ns/activitystreams"';

/** How peers are kept from reading the actor. Source: ActivityPub §3.2. */
const negotiation = {
  'actor-html-for-activity-json': pageFor(
    'a page comes for application/activity+json',
    (accept) => accept === 'application/activity+json',
  ),
  'actor-html-for-ld-json': pageFor('a page comes for ld+json with the profile', (accept) => accept === spec),
  'actor-html-for-quality': pageFor('a page comes when the Accept header has q-values', (accept) =>
    accept.includes(';q='),
  ),
  'actor-json-type': {
    says: 'the actor is called application/json',
    apply: (site) =>
      replyAt(site, ['actor'], (reply) =>
        reply.headers['content-type']?.startsWith('application/activity+json')
          ? { ...reply, headers: { ...reply.headers, 'content-type': 'application/json; charset=utf-8' } }
          : reply,
      ),
  },
  'actor-json-for-browser': {
    says: 'a browser gets JSON at the URL that the actor calls its page',
    apply: (site) => jsonForAll(site),
  },
  'actor-no-vary': {
    says: 'the actor is cacheable for all and does not vary',
    apply: (site) => unvaried(site),
  },
  'actor-crosstalk': {
    says: 'for some seconds after a browser, peers get the page too',
    apply: (site) => crossing(site),
  },
  'actor-at-account-domain': {
    says: "the actor's URL redirects to the other domain of a split set-up",
    apply: (site) => wandering(site),
  },
  'actor-gone': {
    says: 'the actor answers 410',
    apply: (site) => replyAt(site, ['actor'], () => status(410)),
  },
  'instance-actor-signed-only': {
    says: 'the instance actor wants signed requests',
    apply: (site) =>
      replyAt(site, ['instance-actor'], () =>
        status(401, '{"error":"Request not signed"}', 'application/json; charset=utf-8'),
      ),
  },
} as const satisfies Record<string, Breakage>;

/** Browsers get the page at the same URL, so a shared cache can hand it to a peer. Source: RFC 9111 §4.1. */
function unvaried(site: Site): Site {
  return replyAt(site, ['actor'], (reply) => {
    const shown = reply.status === 200 ? reply : page(site.user);
    const { vary: _vary, ...headers } = shown.headers;
    return { ...shown, headers: { ...headers, 'cache-control': 'public, max-age=600' } };
  });
}

/** What a cache without Vary serves for good, once a peer was there first. */
function jsonForAll(site: Site): Site {
  const ownPage = jsonAt(site, ['actor'], (actor) => ({ ...actor, url: actor['id'] }));
  const answer = (ask: Ask): Promise<Reply> =>
    ownPage.answer(
      isAt(site, ask, ['actor']) ? { ...ask, headers: { ...ask.headers, accept: activityType } } : ask,
    );
  return { ...ownPage, answer };
}

/** Documents moved back to the account domain, and ids that stayed. */
function wandering(site: Site): Site {
  const path = site.places.actor;
  const [accountDomain] = site.hosts;
  const answer = async (ask: Ask): Promise<Reply> => {
    if (isAt(site, ask, ['actor'])) return redirect(`https://${accountDomain}${path}`, 302);
    const moved = ask.secure && ask.host === accountDomain && ask.url.pathname === path;
    return site.answer(moved ? { ...ask, host: webHostOf(site) } : ask);
  };
  return { ...site, answer };
}

/** How long the page stays in the cache: past the next request, not past the visit. */
const cachedMs = 3_000;

/** A cache of pages that looks at the URL only: after a browser, everyone gets the page. Source: RFC 9111 §4.1. */
function crossing(site: Site): Site {
  let cachedUntil = 0;
  const answer = async (ask: Ask): Promise<Reply> => {
    if (!isAt(site, ask, ['actor'])) return site.answer(ask);
    const now = performance.now();
    if (!wantsActivity(ask)) cachedUntil = now + cachedMs;
    return now < cachedUntil ? page(site.user, { 'cache-control': 'public, max-age=3' }) : site.answer(ask);
  };
  return { ...site, answer };
}

/** The key at a URL of its own, as GoToSocial has it; this is healthy. Source: gotosocial:docs/federation/http_signatures.md. */
function keyApart(site: Site): Site {
  const id = `https://${webHostOf(site)}${site.places.actor}`;
  const keyUrl = `${id}/main-key`;
  const key = { id: keyUrl, owner: id, publicKeyPem: publicKeyPem(2048) };
  const apart = jsonAt(site, ['actor'], (actor) => ({ ...actor, publicKey: key }));
  const answer = async (ask: Ask): Promise<Reply> =>
    ask.secure && ask.url.href === keyUrl
      ? json({ id, publicKey: key }, 'application/activity+json; charset=utf-8')
      : apart.answer(ask);
  return { ...apart, answer };
}

/** Actors that peers refuse for what they say. Source: ActivityPub §4.1. */
const content = {
  'actor-other-id': edited('the actor calls itself another id', movedId),
  'actor-no-context': edited('the ActivityStreams context is missing', (actor) => ({
    ...actor,
    '@context': ['https://w3id.org/security/v1'],
  })),
  'actor-unknown-type': edited('the type is no actor type', (actor) => ({ ...actor, type: 'Robot' })),
  'actor-no-username': edited('preferredUsername is missing', (actor) => without(actor, 'preferredUsername')),
  'actor-no-outbox': edited('the outbox is missing', (actor) => without(actor, 'outbox')),
  'actor-foreign-inbox': edited('the inbox is on another site', (actor, site) => ({
    ...actor,
    inbox: `https://relay.example/inbox/${site.user}`,
  })),
  'actor-http-shared-inbox': edited('the shared inbox is an http URL', (actor, site) => ({
    ...actor,
    endpoints: { sharedInbox: `http://${webHostOf(site)}/inbox` },
  })),
  'actor-oversized': edited('the actor has 300 KiB', (actor) => ({
    ...actor,
    summary: 'x'.repeat(300 * 1024),
  })),
  'actor-no-key': edited('publicKey is missing', (actor) => without(actor, 'publicKey')),
  'actor-short-key': edited('the key has 1024 bits', (actor) =>
    withKey(actor, { publicKeyPem: publicKeyPem(1024) }),
  ),
  'actor-key-elsewhere': edited('the id of the key leads nowhere', (actor) =>
    withKey(actor, { id: `${String(actor['id'])}/main-key` }),
  ),
  'actor-key-apart': { says: 'the key has a URL of its own; this is healthy', apply: keyApart },
  'actor-other-key': edited('the key is another one than before', (actor) =>
    withKey(actor, { publicKeyPem: publicKeyPem(3072) }),
  ),
  'actor-foreign-key': edited("the key's owner is somebody else", (actor, site) =>
    withKey(actor, { owner: `https://${webHostOf(site)}/users/somebody-else` }),
  ),
} as const satisfies Record<string, Breakage>;

/** Posts that peers cannot read. Source: ActivityPub §5.1, §3. */
const posts = {
  'outbox-unordered': {
    says: 'the outbox is a Collection without order',
    apply: (site) => jsonAt(site, ['outbox'], (outbox) => ({ ...outbox, type: 'Collection' })),
  },
  'outbox-page-unordered': {
    says: 'the first page of the outbox is a CollectionPage without order',
    apply: (site) =>
      jsonAt(site, ['outbox'], (outbox) =>
        outbox['type'] === 'OrderedCollectionPage' ? { ...outbox, type: 'CollectionPage' } : outbox,
      ),
  },
  'post-other-id': {
    says: 'a post calls itself another id',
    apply: (site) => jsonAt(site, ['post'], (found) => ({ ...found, id: `${String(found['id'])}-old` })),
  },
} as const satisfies Record<string, Breakage>;

export const actorBreakages = { ...negotiation, ...content, ...posts } as const satisfies Record<
  string,
  Breakage
>;
