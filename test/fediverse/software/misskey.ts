import type { ActorShape } from '../documents/actor.ts';
import { actorDocument, actorUrl, emptyCollection } from '../documents/actor.ts';
import { hostMeta } from '../documents/host-meta.ts';
import type { JrdEntry } from '../documents/jrd.ts';
import { profileLink, selfLink, subscribeLink, webFinger } from '../documents/jrd.ts';
import { nodeInfo, nodeInfoDiscovery, profiledJson, schemaRel } from '../documents/nodeinfo.ts';
import { misskeyPage } from '../documents/pages/misskey.ts';
import type { Handler } from '../documents/reply.ts';
import { html, json, page, status } from '../documents/reply.ts';
import type { Ask, Identity, Reply, Site } from '../site.ts';
import { siteOf } from './imitation.ts';

/** Source: misskey-dev/misskey:packages/backend/assets/robots.txt. */
const robots = `User-agent: *
Disallow: /tags/
Disallow: /instance-info/
Disallow: /explore/
`;

/** Source: misskey-dev/misskey:packages/backend/src/server/ActivityPubServerService.ts, setResponseType and the user routes. */
const cached = { 'cache-control': 'public, max-age=180', vary: 'Accept' };

const version = '2025.10.2';
const repository = 'https://github.com/misskey-dev/misskey';
/** Ids are opaque; the instance actor is an ordinary row. */
const ids = { person: '9abcdefghi', instance: '9000000000' } as const;

/** A healthy Misskey: users by opaque id, NodeInfo 2.1 and 2.0. Source: misskey-dev/misskey:packages/backend/src/server/{WellKnown,Nodeinfo}ServerService.ts. */
export function misskey(who: Identity): Site {
  const web = `https://${who.webHost}`;
  const versions = ['2.1', '2.0'] as const;
  return siteOf(who, {
    places: {
      actor: `/users/${ids.person}`,
      instanceActor: `/users/${ids.instance}`,
      nodeinfo: '/nodeinfo/2.1',
    },
    robots,
    everywhere: {},
    routes: {
      '/.well-known/webfinger': webFinger(jrds(who), { type: 'application/jrd+json', headers: cached }),
      '/.well-known/host-meta': hostMeta(who.webHost),
      '/.well-known/nodeinfo': nodeInfoDiscovery(
        versions.map((v) => ({ rel: schemaRel(v), href: `${web}/nodeinfo/${v}` })),
      ),
      '/nodeinfo/2.1': nodeInfoOf('2.1', { repository, homepage: repository }),
      '/nodeinfo/2.0': nodeInfoOf('2.0', {}),
      '/api/meta': () =>
        json({ name: who.host, version, repositoryUrl: repository, federation: 'all' }, jsonType),
      // Source: misskey-dev/misskey:packages/backend/src/server/api/endpoints/federation/instances.ts
      '/api/federation/instances': instances(who),
      '/': () => html(misskeyPage({ host: who.webHost, version })),
      '/about-misskey': () => html(misskeyPage({ host: who.webHost, version })),
      ...actors(who),
    },
    missing: notThere,
  });
}

/** Source: misskey-dev/misskey:packages/backend/src/server/api/ApiServerService.ts, the last route. */
function notThere({ url }: Ask): Reply {
  if (!url.pathname.startsWith('/api/')) return status(404);
  const id = '2ca3b769-540a-4f08-9dd5-b5a825b6d0f1';
  const error = { message: 'Unknown API endpoint.', code: 'UNKNOWN_API_ENDPOINT', id, kind: 'client' };
  return status(404, JSON.stringify({ error }), jsonType);
}

/** A page of known hosts; more than 30 are refused, as misskey.io does. Without a list it answers as Iceshrimp: with hosts that are not blocked. */
export function instances({ knows = [], rejects }: Identity): Handler {
  return ({ url }) => {
    const asked = (name: string) => url.searchParams.get(name) === 'true';
    const limit = Number(url.searchParams.get('limit') ?? 30);
    if (limit > 30) return status(400, '{"error":{"code":"INVALID_PARAM"}}', jsonType);
    const offset = Number(url.searchParams.get('offset') ?? 0);
    const wanted = asked('blocked') ? 'suspend' : asked('silenced') ? 'silence' : undefined;
    const flagged = rejects?.filter(({ severity }) => severity === wanted);
    const filtered = flagged?.map(({ domain, severity }) => row(domain, severity));
    const isFiltered = wanted !== undefined || asked('suspended');
    const rows = (isFiltered ? filtered : undefined) ?? knows.map((host) => row(host));
    return json(rows.slice(offset, offset + limit), jsonType);
  };
}

/** Source: misskey-dev/misskey:packages/backend/src/core/entities/InstanceEntityService.ts. */
function row(host: string, severity?: 'suspend' | 'silence'): unknown {
  const flags = { isBlocked: severity === 'suspend', isSilenced: severity === 'silence' };
  return { host, ...flags, isSuspended: false, suspensionState: 'none', isMediaSilenced: false };
}

const jsonType = 'application/json; charset=utf-8';

/** Active users are never counted. Source: misskey-dev/misskey:packages/backend/src/server/NodeinfoServerService.ts. */
function nodeInfoOf(schema: '2.0' | '2.1', links: Readonly<Record<string, string>>): Handler {
  const users = { total: 42, activeHalfyear: null, activeMonth: null };
  return nodeInfo(
    {
      version: schema,
      software: { name: 'misskey', version, ...links },
      openRegistrations: false,
      usage: { users, localPosts: 1234, localComments: 0 },
      metadata: { repositoryUrl: repository, disableRegistration: true },
    },
    profiledJson(schema),
  );
}

function jrds(who: Identity): readonly JrdEntry[] {
  return [jrd(who, who.user, ids.person), jrd(who, 'instance.actor', ids.instance)];
}

function jrd({ host, webHost }: Identity, name: string, id: string): JrdEntry {
  const web = `https://${webHost}`;
  const subject = `acct:${name}@${host}`;
  const links = [
    selfLink(`${web}/users/${id}`),
    profileLink(`${web}/@${name}`),
    subscribeLink(`${web}/authorize-follow?acct={uri}`),
  ];
  const resources = [subject, `acct:${name}@${webHost}`, `${web}/users/${id}`, `${web}/@${name}`];
  return { resources, jrd: { subject, links } };
}

function actors(who: Identity): Record<string, Handler> {
  const person = actorDocument(shape(who, who.user, ids.person));
  const instance = actorDocument({ ...shape(who, 'instance.actor', ids.instance), type: 'Application' });
  const web = `https://${who.webHost}`;
  return {
    [`/users/${ids.person}`]: actorUrl(person, cached, () => page(who.user, cached)),
    [`/users/${ids.person}/outbox`]: emptyCollection(`${web}/users/${ids.person}/outbox`),
    [`/users/${ids.instance}`]: actorUrl(instance, cached, () => page('instance.actor', cached)),
    [`/@${who.user}`]: actorUrl(person, cached, () => page(who.user, cached)),
  };
}

/** Source: misskey-dev/misskey:packages/backend/src/core/activitypub/ApRendererService.ts, renderPerson. */
function shape({ webHost }: Identity, name: string, id: string): ActorShape {
  const web = `https://${webHost}`;
  const url = `${web}/users/${id}`;
  return {
    id: url,
    type: 'Person',
    username: name,
    url: `${web}/@${name}`,
    sharedInbox: `${web}/inbox`,
    more: {
      followers: `${url}/followers`,
      following: `${url}/following`,
      featured: `${url}/collections/featured`,
      sharedInbox: `${web}/inbox`,
      manuallyApprovesFollowers: false,
    },
  };
}
