import type { Handler } from '../documents/reply.ts';
import { page, redirect, status, text } from '../documents/reply.ts';
import type { Ask, Identity, Places, Reply, Site } from '../site.ts';

/** A software, imitated: its routes by path, its stock robots.txt and the headers it puts on every answer. */
export interface Imitation {
  readonly places: Places;
  readonly robots: string;
  readonly everywhere: Readonly<Record<string, string>>;
  readonly routes: Readonly<Record<string, Handler>>;
  /** Answers every other path. Absent: an empty 404. */
  readonly missing?: Handler;
}

const secured = { 'strict-transport-security': 'max-age=63072000; includeSubDomains' };

/** A healthy server of the imitated software. */
export function siteOf(who: Identity, imitation: Imitation): Site {
  return {
    hosts: who.host === who.webHost ? [who.host] : [who.host, who.webHost],
    user: who.user,
    places: imitation.places,
    certificate: 'good',
    name: { kind: 'answer' },
    wire: 'serve',
    answer: async (ask) => route(ask, who, imitation),
  };
}

function route(ask: Ask, who: Identity, imitation: Imitation): Reply {
  const own = proof(ask, who) ?? toHttps(ask) ?? accountDomain(ask, who);
  if (own !== undefined) return own;
  const reply = (routeFor(ask, who, imitation) ?? imitation.missing ?? (() => status(404)))(ask);
  return { ...reply, headers: { ...secured, ...imitation.everywhere, ...reply.headers } };
}

const openRobots = 'User-agent: *\nDisallow:\n';

function routeFor(ask: Ask, { openRobots: isOpen }: Identity, imitation: Imitation): Handler | undefined {
  const robots = isOpen === true ? openRobots : imitation.robots;
  if (ask.url.pathname === '/robots.txt') return () => text(robots, 'text/plain; charset=utf-8');
  return imitation.routes[ask.url.pathname];
}

function toHttps(ask: Ask): Reply | undefined {
  if (ask.secure) return undefined;
  return redirect(`https://${ask.host}${ask.url.pathname}${ask.url.search}`);
}

function proof(ask: Ask, who: Identity): Reply | undefined {
  if (!ask.secure || ask.url.pathname !== '/.well-known/fediscope' || who.proof === undefined)
    return undefined;
  return text(who.proof, 'text/plain; charset=utf-8');
}

const delegated = ['/.well-known/webfinger', '/.well-known/host-meta', '/.well-known/nodeinfo'];

/** What the account domain of a split set-up answers. Source: mastodon/documentation:content/en/admin/config.md, WEB_DOMAIN. */
function accountDomain(ask: Ask, who: Identity): Reply | undefined {
  if (ask.host === who.webHost) return undefined;
  if (delegated.includes(ask.url.pathname)) {
    return redirect(`https://${who.webHost}${ask.url.pathname}${ask.url.search}`);
  }
  return ask.url.pathname === '/' ? page(`Website of ${who.host}`) : status(404);
}
