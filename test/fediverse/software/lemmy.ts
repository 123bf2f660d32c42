import { actorDocument, actorUrl, emptyCollection } from '../documents/actor.ts';
import type { JrdEntry } from '../documents/jrd.ts';
import { profileLink, selfLink, subscribeLink, webFinger } from '../documents/jrd.ts';
import { nodeInfo, nodeInfoDiscovery, schemaRel } from '../documents/nodeinfo.ts';
import { lemmyPage } from '../documents/pages/lemmy.ts';
import type { Handler } from '../documents/reply.ts';
import { html, json, page, redirect, status } from '../documents/reply.ts';
import type { Identity, Site } from '../site.ts';
import { siteOf } from './imitation.ts';

/** Source: LemmyNet/lemmy-ui:src/server/handlers/robots-handler.ts. */
const robots = `User-Agent: *
Disallow: /login
Disallow: /login_reset
Disallow: /signup
Disallow: /settings
Disallow: /create_community
Disallow: /create_post
Disallow: /create_private_message
Disallow: /notifications
Disallow: /setup
Disallow: /admin
Disallow: /password_change
Disallow: /search
Disallow: /modlog
Disallow: /api
Crawl-delay: 60
`;

const jsonType = 'application/json';
const version = '1.0.0';
const cached = { 'cache-control': 'public, max-age=60', vary: 'Accept' };

/** A healthy Lemmy 1.0: people under `/u/`, the server itself is an actor. Source: LemmyNet/lemmy:crates/routes/src/nodeinfo.rs and the files named at each part. */
export function lemmy(who: Identity): Site {
  const web = `https://${who.webHost}`;
  return siteOf(who, {
    places: { actor: `/u/${who.user}`, instanceActor: '/', nodeinfo: '/nodeinfo/2.1' },
    robots,
    everywhere: { 'x-content-type-options': 'nosniff' },
    routes: {
      '/.well-known/webfinger': webFinger(jrds(who), {
        type: 'application/jrd+json',
        headers: { 'cache-control': 'public, max-age=259200' },
      }),
      '/.well-known/nodeinfo': nodeInfoDiscovery([{ rel: schemaRel('2.1'), href: `${web}/nodeinfo/2.1` }]),
      '/nodeinfo/2.1': nodeInfo({ version: '2.1', software: stock, openRegistrations: true }, jsonType),
      '/api/v4/federated_instances': federated(who),
      '/version': () => redirect(`${web}/nodeinfo/2.1`, 307),
      '/nodeinfo/2.0.json': () => redirect(`${web}/nodeinfo/2.1`, 307),
      '/api/v3/site': () => json(site(who), jsonType),
      ...actors(who),
    },
  });
}

const stock = { name: 'lemmy', version, repository: 'https://github.com/LemmyNet/lemmy' };

/** The subject repeats the question; there is no alias. Source: LemmyNet/lemmy:crates/routes/src/webfinger.rs. */
function jrds({ host, webHost, user }: Identity): readonly JrdEntry[] {
  const web = `https://${webHost}`;
  const person = `${web}/u/${user}`;
  const follow = subscribeLink(`${web}/activitypub/externalInteraction?uri={uri}`);
  return [
    entry(`acct:${user}@${host}`, [profileLink(person), selfLink(person), follow]),
    entry(`acct:${host}@${host}`, [profileLink(`${web}/`), selfLink(`${web}/`)]),
  ];
}

function entry(subject: string, links: JrdEntry['jrd']['links']): JrdEntry {
  return { resources: [subject], jrd: { subject, links } };
}

/** Source: LemmyNet/lemmy:crates/apub/assets/lemmy/objects/{person,instance}.json. */
function actors({ webHost, user, host }: Identity): Record<string, Handler> {
  const web = `https://${webHost}`;
  const person = actorDocument({
    id: `${web}/u/${user}`,
    type: 'Person',
    username: user,
    sharedInbox: `${web}/inbox`,
    more: { published: '2024-01-17T01:38:22.348392Z' },
  });
  const instance = actorDocument({
    id: `${web}/`,
    type: 'Application',
    username: host,
    inbox: `${web}/inbox`,
    outbox: `${web}/outbox`,
    keyId: `${web}/#main-key`,
    more: { name: host, published: '2024-01-17T01:38:22.348392Z' },
  });
  return {
    [`/u/${user}`]: actorUrl(person, cached, () => page(user, cached)),
    [`/u/${user}/outbox`]: emptyCollection(`${web}/u/${user}/outbox`),
    '/': actorUrl(instance, cached, () => html(lemmyPage({ host: webHost, version }), cached)),
  };
}

/** `kind` is required, and a page has at most 50. Source: LemmyNet/lemmy@439734d:crates/db_views/site/src/api.rs, crates/diesel_utils/src/pagination.rs. */
function federated({ knows = [], rejects }: Identity): Handler {
  const lists = new Map([
    ['linked', knows],
    ...(rejects === undefined ? [] : [['blocked', rejects.map(({ domain }) => domain)] as const]),
    ...(rejects === undefined ? [] : [['allowed', []] as const]),
  ]);
  return ({ url }) => {
    const list = lists.get(url.searchParams.get('kind') ?? '');
    const limit = Number(url.searchParams.get('limit') ?? 20);
    if (list === undefined || limit > 50) return status(400, '{"error":"instance_is_private"}', jsonType);
    const from = Number(url.searchParams.get('page_cursor') ?? 0);
    const items = list.slice(from, from + limit).map((domain) => ({ instance: { domain } }));
    const next = from + limit < list.length ? { next_page: String(from + limit) } : {};
    return json({ items, ...next }, jsonType);
  };
}

/** Source: LemmyNet/lemmy:crates/api_common/src/site.rs, GetSiteResponse. */
function site(who: Identity): unknown {
  const localSite = { registration_mode: 'Open', private_instance: false, federation_enabled: true };
  return { site_view: { site: { name: who.host }, local_site: localSite }, admins: [], version };
}
