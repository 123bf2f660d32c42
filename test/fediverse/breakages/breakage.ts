import type { Ask, Reply, Site } from '../site.ts';
import { webHostOf } from '../site.ts';

/** One way to break a healthy server. `says`: what is wrong, in one sentence. */
export interface Breakage {
  readonly says: string;
  apply(site: Site): Site;
}

/** A place that a breakage aims at. `own-webfinger`: WebFinger of the sample account only. */
export type Place =
  | 'webfinger'
  | 'own-webfinger'
  | 'host-meta'
  | 'nodeinfo-discovery'
  | 'nodeinfo'
  | 'actor'
  | 'instance-actor'
  | 'outbox'
  | 'post'
  | 'instance-api'
  | 'privacy-policy'
  | 'everything';

type Test = (site: Site, ask: Ask) => boolean;

const places: Readonly<Record<Place, Test>> = {
  webfinger: (_site, ask) => ask.url.pathname === '/.well-known/webfinger',
  'own-webfinger': (site, ask) =>
    ask.url.pathname === '/.well-known/webfinger' &&
    (ask.url.searchParams.get('resource') ?? '').startsWith(`acct:${site.user}@`),
  'host-meta': (_site, ask) => ask.url.pathname === '/.well-known/host-meta',
  'nodeinfo-discovery': (_site, ask) => ask.url.pathname === '/.well-known/nodeinfo',
  nodeinfo: (site, ask) => ask.url.pathname === site.places.nodeinfo,
  actor: (site, ask) => ask.url.pathname === site.places.actor,
  'instance-actor': (site, ask) => ask.url.pathname === site.places.instanceActor,
  outbox: (site, ask) => ask.url.pathname === site.places.outbox,
  post: (site, ask) => ask.url.pathname === site.places.post,
  'instance-api': (site, ask) => (site.places.instanceApi ?? []).includes(ask.url.pathname),
  'privacy-policy': (_site, ask) => ask.url.pathname === '/api/v1/instance/privacy_policy',
  everything: () => true,
};

/** Is this request for one of the places? Redirects of an account domain are not. */
export function isAt(site: Site, ask: Ask, wanted: readonly Place[]): boolean {
  if (!ask.secure) return false;
  if (wanted.includes('everything')) return true;
  return ask.host === webHostOf(site) && wanted.some((place) => places[place](site, ask));
}

/** Replaces what is answered at some places. */
export function replyAt(
  site: Site,
  wanted: readonly Place[],
  change: (reply: Reply, ask: Ask) => Reply,
): Site {
  const answer = async (ask: Ask) => {
    const reply = await site.answer(ask);
    return isAt(site, ask, wanted) ? change(reply, ask) : reply;
  };
  return { ...site, answer };
}

/** A JSON object as the wire carries it. */
export type JsonObject = Record<string, unknown>;

/** Edits the JSON answered at some places; other answers stay. */
export function jsonAt(site: Site, wanted: readonly Place[], edit: (document: JsonObject) => unknown): Site {
  return replyAt(site, wanted, (reply) => {
    if (reply.status !== 200 || !/json/.test(reply.headers['content-type'] ?? '')) return reply;
    const text = typeof reply.body === 'string' ? reply.body : Buffer.from(reply.body).toString();
    return { ...reply, body: JSON.stringify(edit(JSON.parse(text))) };
  });
}

/** Sets headers at some places; an empty value removes the header. */
export function headersAt(site: Site, wanted: readonly Place[], headers: Reply['headers']): Site {
  return replyAt(site, wanted, (reply) => {
    const merged = Object.entries({ ...reply.headers, ...headers }).filter(([, value]) => value !== '');
    return { ...reply, headers: Object.fromEntries(merged) };
  });
}
