import { actorDocument, actorUrl, emptyCollection } from '../documents/actor.ts';
import { hostMeta } from '../documents/host-meta.ts';
import type { JrdEntry } from '../documents/jrd.ts';
import { profileLink, selfLink, subscribeLink, webFinger } from '../documents/jrd.ts';
import { nodeInfo, nodeInfoDiscovery, schemaRel } from '../documents/nodeinfo.ts';
import { pixelfedPage, pixelfedSourcePage } from '../documents/pages/pixelfed.ts';
import type { Handler } from '../documents/reply.ts';
import { html, json, page, redirect } from '../documents/reply.ts';
import type { Identity, Site } from '../site.ts';
import { siteOf } from './imitation.ts';

/** Forbids `/i/`, where the instance actor is. Source: pixelfed:public/robots.txt. */
const robots = `User-agent: *
Disallow: /discover/places/
Disallow: /stories/
Disallow: /i/
`;

const version = '0.12.6';
const repository = 'https://github.com/pixelfed/pixelfed';
/** Laravel's own default for answers without a cache rule. */
const uncached = { 'cache-control': 'no-cache, private' };
const cookie = { 'set-cookie': 'pxfs=opaque; path=/; secure; HttpOnly; SameSite=Lax' };

/** A healthy Pixelfed. Source: pixelfed:routes/web.php, app/Util/Site/Nodeinfo.php and the files named at each part. */
export function pixelfed(who: Identity): Site {
  const web = `https://${who.webHost}`;
  const path = '/api/nodeinfo/2.0.json';
  const info = {
    version: '2.0',
    software: { name: 'pixelfed', version },
    openRegistrations: true,
    metadata: { nodeName: who.host, software: { homepage: 'https://pixelfed.org', repo: repository } },
  } as const;
  return siteOf(who, {
    places: {
      actor: `/users/${who.user}`,
      instanceActor: '/i/actor',
      nodeinfo: path,
      instanceApi: ['/api/v2/instance', '/api/v1/instance'],
    },
    robots,
    everywhere: uncached,
    routes: {
      '/.well-known/webfinger': webFinger(jrds(who), { type: 'application/jrd+json' }),
      '/.well-known/host-meta': hostMeta(who.webHost),
      '/.well-known/nodeinfo': nodeInfoDiscovery([{ rel: schemaRel('2.0'), href: `${web}${path}` }]),
      [path]: nodeInfo(info, 'application/json'),
      '/api/v2/instance': () => json(instance(who), 'application/json'),
      '/': () => html(pixelfedPage({ host: who.webHost, version }), cookie),
      '/site/open-source': () => html(pixelfedSourcePage({ host: who.webHost, version }), cookie),
      ...actors(who),
    },
  });
}

/** Source: pixelfed:app/Util/Webfinger/Webfinger.php. */
function jrds({ host, webHost, user }: Identity): readonly JrdEntry[] {
  const web = `https://${webHost}`;
  const person = `${web}/users/${user}`;
  const follow = subscribeLink(`${web}/authorize_interaction?uri={uri}`);
  const links = [profileLink(`${web}/${user}`), selfLink(person), follow];
  const subject = `acct:${user}@${host}`;
  const server = `acct:${host}@${host}`;
  return [
    { resources: [subject, person], jrd: { subject, aliases: [`${web}/${user}`, person], links } },
    { resources: [server], jrd: { subject: server, links: [selfLink(`${web}/i/actor`)] } },
  ];
}

/** Source: pixelfed:app/Transformer/ActivityPub/ProfileTransformer.php, app/Models/InstanceActor.php. */
function actors({ host, webHost, user }: Identity): Record<string, Handler> {
  const web = `https://${webHost}`;
  const id = `${web}/users/${user}`;
  const more = {
    following: `${id}/following`,
    followers: `${id}/followers`,
    manuallyApprovesFollowers: false,
  };
  const shared = { sharedInbox: `${web}/f/inbox` };
  const person = actorDocument({
    id,
    type: 'Person',
    username: user,
    url: `${web}/${user}`,
    ...shared,
    more,
  });
  const actor = {
    id: `${web}/i/actor`,
    type: 'Application',
    username: host,
    url: `${web}/site/kb/instance-actor`,
  } as const;
  const instance = actorDocument({ ...actor, ...shared });
  return {
    [`/users/${user}`]: actorUrl(person, {}, () => redirect(`${web}/${user}`, 302)),
    [`/users/${user}/outbox`]: emptyCollection(`${id}/outbox`),
    [`/${user}`]: () => page(user, cookie),
    '/i/actor': () => json(instance, 'application/activity+json'),
  };
}

/** Source: pixelfed:app/Http/Controllers/Api/ApiV2Controller.php. */
function instance(who: Identity): unknown {
  return {
    domain: who.host,
    title: who.host,
    version: `3.5.3 (compatible; Pixelfed ${version})`,
    source_url: repository,
    registrations: { enabled: true, approval_required: false, message: null },
    rules: [{ id: '1', text: 'Be kind.' }],
  };
}
