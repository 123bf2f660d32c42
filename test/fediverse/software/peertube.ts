import { actorDocument, actorUrl, emptyCollection } from '../documents/actor.ts';
import { hostMeta } from '../documents/host-meta.ts';
import type { JrdEntry } from '../documents/jrd.ts';
import { selfLink, subscribeLink, webFinger } from '../documents/jrd.ts';
import { nodeInfo, nodeInfoDiscovery, profiledJson, schemaRel } from '../documents/nodeinfo.ts';
import { peertubePage } from '../documents/pages/peertube.ts';
import type { Handler } from '../documents/reply.ts';
import { html, json, page, status } from '../documents/reply.ts';
import type { Identity, Rejection, Reply, Site } from '../site.ts';
import { siteOf } from './imitation.ts';

/** Source: Chocobozzz/PeerTube:config/default.yaml, instance.robots. */
const robots = `User-agent: *
Disallow:
`;

const version = '7.3.0';

/** A healthy PeerTube: the account `peertube` is the instance actor. Source: Chocobozzz/PeerTube:server/core/controllers/{well-known,misc}.ts. */
export function peertube(who: Identity): Site {
  const web = `https://${who.webHost}`;
  const links = [
    { rel: schemaRel('2.0'), href: `${web}/nodeinfo/2.0.json` },
    { rel: 'https://www.w3.org/ns/activitystreams#Application', href: `${web}/accounts/peertube` },
  ];
  const software = { name: 'peertube', version };
  return siteOf(who, {
    places: {
      actor: `/accounts/${who.user}`,
      instanceActor: '/accounts/peertube',
      nodeinfo: '/nodeinfo/2.0.json',
    },
    robots,
    everywhere: { 'x-powered-by': 'PeerTube', vary: 'Accept-Encoding' },
    routes: {
      '/.well-known/webfinger': webFinger(jrds(who), { type: 'application/json; charset=utf-8' }),
      '/.well-known/host-meta': hostMeta(who.webHost),
      '/.well-known/nodeinfo': nodeInfoDiscovery(links),
      '/nodeinfo/2.0.json': nodeInfo(
        { version: '2.0', software, openRegistrations: false },
        profiledJson('2.0'),
      ),
      '/api/v1/config': () =>
        json(
          { serverVersion: version, serverCommit: '', signup: { allowed: false } },
          'application/json; charset=utf-8',
        ),
      // Source: Chocobozzz/PeerTube:server/core/controllers/api/blocklist.ts; older versions have no such path.
      '/api/v1/blocklist/status': ({ url }) =>
        who.rejects === undefined
          ? status(404)
          : json(muted(who.rejects, url.searchParams.getAll('hosts')), 'application/json; charset=utf-8'),
      '/': () => html(peertubePage({ host: who.webHost, version })),
      '/about/peertube': () => html(peertubePage({ host: who.webHost, version })),
      '/teapot': teapot,
      ...actors(who, who.user, 'Person'),
      ...actors(who, 'peertube', 'Application'),
    },
  });
}

/** Source: Chocobozzz/PeerTube:server/core/controllers/misc.ts, the route of the teapot. */
function teapot(): Reply {
  const headers = { 'accept-additions': 'Non-Dairy;1,Sugar;1', safe: 'if-sepia-awake' };
  return { ...status(418, 'I am a teapot'), headers };
}

/** What it says of the hosts it is asked about. */
function muted(rejects: readonly Rejection[], hosts: readonly string[]): unknown {
  const status = (host: string) => ({
    blockedByServer: rejects.some(({ domain }) => domain === host),
    blockedByServerSubscription: null,
    blockedByUser: false,
  });
  return { accounts: {}, hosts: Object.fromEntries(hosts.map((host) => [host, status(host)])) };
}

/** The subject repeats the question. Source: Chocobozzz/PeerTube:server/core/controllers/well-known.ts, webfingerController. */
function jrds({ host, webHost, user }: Identity): readonly JrdEntry[] {
  const web = `https://${webHost}`;
  return [user, 'peertube'].map((name) => {
    const subject = `acct:${name}@${host}`;
    const actor = `${web}/accounts/${name}`;
    const links = [selfLink(actor), subscribeLink(`${web}/remote-interaction?uri={uri}`)];
    return { resources: [subject], jrd: { subject, aliases: [actor], links } };
  });
}

/** Source: Chocobozzz/PeerTube:server/core/controllers/activitypub/client.ts and utils/index.ts. */
function actors(
  { webHost }: Identity,
  name: string,
  type: 'Person' | 'Application',
): Record<string, Handler> {
  const web = `https://${webHost}`;
  const id = `${web}/accounts/${name}`;
  const more = { following: `${id}/following`, followers: `${id}/followers` };
  const document = actorDocument({
    id,
    type,
    username: name,
    url: `${web}/a/${name}`,
    sharedInbox: `${web}/inbox`,
    more,
  });
  const headers = { vary: 'Accept, Accept-Encoding' };
  return {
    [`/accounts/${name}`]: actorUrl(document, headers, () => page(name, headers)),
    [`/accounts/${name}/outbox`]: emptyCollection(`${id}/outbox`),
  };
}
