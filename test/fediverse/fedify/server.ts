import type { Context, Federation } from '@fedify/fedify';
import { createFederation, MemoryKvStore } from '@fedify/fedify';
import { hostMeta } from '../documents/host-meta.ts';
import { page, redirect, status, text } from '../documents/reply.ts';
import type { Peers } from '../network/loopback.ts';
import type { Ask, Identity, Reply, Site } from '../site.ts';
import { dispatchActors } from './actors.ts';
import { createLoader, createSignedLoader } from './loaders.ts';

export type { Peers };

/** How a real ActivityPub server is set up. `signedFetchOnly`: an unsigned GET of an actor is 401, the instance actor excepted. */
export interface FedifySetup {
  readonly software: string;
  readonly version: string;
  readonly signedFetchOnly: boolean;
}

/** A real ActivityPub server, built on Fedify. Source: fedify:docs/manual/federation.md. */
export function fedifySite(who: Identity, peers: Peers, setup: FedifySetup): Site {
  const federation = createServer(who, peers, setup);
  return {
    hosts: who.host === who.webHost ? [who.host] : [who.host, who.webHost],
    user: who.user,
    places: {
      actor: `/users/${who.user}`,
      instanceActor: '/users/instance',
      nodeinfo: '/nodeinfo/2.1',
    },
    certificate: 'good',
    name: { kind: 'answer' },
    wire: 'serve',
    answer: (ask) => route(ask, who, federation),
    signedGet: (url) => signedGet(federation, who, url),
  };
}

function createServer(who: Identity, peers: Peers, setup: FedifySetup): Federation<void> {
  const loader = createLoader(peers);
  const federation = createFederation<void>({
    kv: new MemoryKvStore(),
    origin: { handleHost: who.host, webOrigin: `https://${who.webHost}` },
    documentLoaderFactory: () => loader,
    contextLoaderFactory: () => loader,
    authenticatedDocumentLoaderFactory: createSignedLoader(peers),
    circuitBreaker: false,
  });
  dispatchActors(federation, who, setup);
  federation.setNodeInfoDispatcher('/nodeinfo/2.1', () => ({
    software: { name: setup.software, version: setup.version },
    protocols: ['activitypub'],
    openRegistrations: false,
    usage: { users: { total: 2, activeMonth: 1, activeHalfyear: 1 }, localPosts: 3, localComments: 0 },
  }));
  return federation;
}

/** One actor's document, fetched with the instance actor's signature. */
async function signedGet(federation: Federation<void>, who: Identity, url: string): Promise<unknown> {
  const context: Context<void> = federation.createContext(new URL(`https://${who.webHost}/`), undefined);
  const load = await context.getDocumentLoader({ identifier: 'instance' });
  return (await load(url)).document;
}

async function route(ask: Ask, who: Identity, federation: Federation<void>): Promise<Reply> {
  if (!ask.secure) return redirect(`https://${ask.host}${ask.url.pathname}${ask.url.search}`);
  const reply = own(ask, who) ?? (await federated(ask, who, federation));
  return { ...reply, headers: { 'strict-transport-security': 'max-age=63072000', ...reply.headers } };
}

/** What the application around Fedify serves itself. */
function own(ask: Ask, who: Identity): Reply | undefined {
  const { pathname, search } = ask.url;
  if (pathname === '/.well-known/fediscope' && who.proof !== undefined) return text(who.proof, 'text/plain');
  if (pathname === '/') return page(`A server on Fedify: ${ask.host}`);
  if (pathname === '/robots.txt') return text('User-agent: *\nDisallow:\n', 'text/plain; charset=utf-8');
  if (ask.host === who.webHost) return onWebHost(ask, who);
  const delegated = ['/.well-known/webfinger', '/.well-known/host-meta'].includes(pathname);
  return delegated ? redirect(`https://${who.webHost}${pathname}${search}`) : status(404);
}

function onWebHost(ask: Ask, who: Identity): Reply | undefined {
  if (ask.url.pathname === '/.well-known/host-meta') return hostMeta(who.webHost)(ask);
  return ask.url.pathname === `/@${who.user}` ? page(who.user) : undefined;
}

async function federated(ask: Ask, who: Identity, federation: Federation<void>): Promise<Reply> {
  const request = new Request(`https://${ask.host}${ask.url.pathname}${ask.url.search}`, {
    method: ask.method,
    headers: ask.headers,
    ...(ask.body.length > 0 ? { body: ask.body } : {}),
  });
  const response = await federation.fetch(request, {
    contextData: undefined,
    onNotAcceptable: () => profile(who, ask),
    onUnauthorized: () => unauthorized(),
  });
  const headers = Object.fromEntries(response.headers);
  return withApplicationLink(ask, who, { status: response.status, headers, body: await response.text() });
}

/** Browsers get the profile page. Source: ActivityPub §3.2. */
function profile(who: Identity, ask: Ask): Response {
  const headers = { location: `https://${who.webHost}/@${who.user}`, vary: 'Accept' };
  if (ask.url.pathname === `/users/${who.user}`) return new Response(null, { status: 302, headers });
  return new Response('Not acceptable', { status: 406, headers: { vary: 'Accept' } });
}

function unauthorized(): Response {
  const headers = { 'content-type': 'application/json', vary: 'Accept, Signature' };
  return new Response(JSON.stringify({ error: 'Request not signed' }), { status: 401, headers });
}

/** Adds the link to the instance actor, which Fedify leaves to the application. Source: FEP-2677. */
function withApplicationLink(ask: Ask, who: Identity, reply: Reply): Reply {
  if (ask.url.pathname !== '/.well-known/nodeinfo' || reply.status !== 200) return reply;
  const discovery = JSON.parse(reply.body.toString());
  const rel = 'https://www.w3.org/ns/activitystreams#Application';
  const links = [...discovery.links, { rel, href: `https://${who.webHost}/users/instance` }];
  return { ...reply, body: JSON.stringify({ ...discovery, links }) };
}
