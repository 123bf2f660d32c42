import type { ActorShape } from '../documents/actor.ts';
import { actorDocument, actorUrl, emptyCollection } from '../documents/actor.ts';
import { domainBlocks } from '../documents/domain-blocks.ts';
import { hostMeta } from '../documents/host-meta.ts';
import type { JrdEntry } from '../documents/jrd.ts';
import { profileLink, selfLink, subscribeLink, webFinger } from '../documents/jrd.ts';
import { nodeInfo, nodeInfoDiscovery, schemaRel } from '../documents/nodeinfo.ts';
import { mastodonErrorPage, mastodonPage } from '../documents/pages/mastodon.ts';
import { newestPost, pagedOutbox, post } from '../documents/posts.ts';
import type { Handler } from '../documents/reply.ts';
import { html, json, page, redirect, status } from '../documents/reply.ts';
import type { Identity, Site } from '../site.ts';
import { siteOf } from './imitation.ts';
import { instanceV1, instanceV2, version } from './mastodon-instance.ts';

/** Crawlers' rules since 4.4. Source: mastodon:public/robots.txt, pull request 26470. */
const robots = `User-agent: *
Disallow: /media_proxy/
Disallow: /interact/
Disallow: /api/v1/instance/domain_blocks
`;

const jsonType = 'application/json; charset=utf-8';

/** Source: mastodon/documentation:content/en/methods/instance.md, View privacy policy. */
const privacyPolicy = { updated_at: '2026-01-01T00:00:00.000Z', content: '<p>We keep what we must.</p>' };

/** Source: mastodon:app/controllers/accounts_controller.rb, vary_by. */
const actorHeaders = { 'cache-control': 'max-age=180, public', vary: 'Accept, Accept-Language, Cookie' };

/** Source: mastodon:app/controllers/instance_actors_controller.rb; one representation, so no `Vary`. */
const instanceActorHeaders = { 'cache-control': 'max-age=600, public' };

/** A healthy Mastodon 4.6, in what it shares with 4.4. Source: mastodon:config/routes.rb and the files named at each part. */
export function mastodon(who: Identity): Site {
  const paths = { actor: `/users/${who.user}`, instanceActor: '/actor', nodeinfo: '/nodeinfo/2.0' };
  return siteOf(who, {
    places: {
      ...paths,
      outbox: `${paths.actor}/outbox`,
      post: `${paths.actor}/statuses/${newestPost}`,
      instanceApi: ['/api/v2/instance', '/api/v1/instance'],
    },
    robots,
    everywhere: { server: 'Mastodon', 'x-frame-options': 'DENY' },
    routes: { ...discovery(who), ...actors(who), ...pages(who) },
    missing: notThere(who),
  });
}

function discovery(who: Identity): Record<string, Handler> {
  const web = `https://${who.webHost}`;
  const links = [{ rel: schemaRel('2.0'), href: `${web}/nodeinfo/2.0` }];
  const cached = { 'cache-control': 'max-age=259200, public' };
  return {
    '/.well-known/webfinger': webFinger(jrds(who), {
      type: 'application/jrd+json; charset=utf-8',
      headers: cached,
    }),
    '/.well-known/host-meta': hostMeta(who.webHost),
    '/.well-known/nodeinfo': nodeInfoDiscovery(links),
    '/nodeinfo/2.0': nodeInfo(
      {
        version: '2.0',
        software: { name: 'mastodon', version },
        openRegistrations: false,
        ...(who.activeUsers !== undefined && {
          usage: { users: { total: who.activeUsers * 3, activeMonth: who.activeUsers }, localPosts: 1234 },
        }),
        metadata: { nodeName: who.host, nodeDescription: 'A server of an institution' },
      },
      jsonType,
    ),
    '/api/v2/instance': () => json(instanceV2(who), jsonType),
    '/api/v1/instance': () => json(instanceV1(who), jsonType),
    '/api/v1/instance/privacy_policy': () => json(privacyPolicy, jsonType),
    // Source: mastodon:app/controllers/api/v1/instances/peers_controller.rb; switched off it is an empty 404.
    '/api/v1/instance/peers': () => (who.knows === undefined ? status(404) : json(who.knows, jsonType)),
    // Source: mastodon:app/controllers/api/v1/instances/domain_blocks_controller.rb; hidden it is an empty 404.
    '/api/v1/instance/domain_blocks': () =>
      who.rejects === undefined ? status(404) : json(domainBlocks(who.rejects), jsonType),
  };
}

/** Source: mastodon:app/serializers/webfinger_serializer.rb, app/lib/webfinger_resource.rb. */
function jrds({ host, webHost, user }: Identity): readonly JrdEntry[] {
  const web = `https://${webHost}`;
  const accounts = [...new Set([host, webHost])];
  const follow = subscribeLink(`${web}/authorize_interaction?uri={uri}`);
  const person = `${web}/users/${user}`;
  const profile = `${web}/@${user}`;
  return [
    {
      resources: [...accounts.map((domain) => `acct:${user}@${domain}`), person, profile],
      jrd: {
        subject: `acct:${user}@${host}`,
        aliases: [profile, person],
        links: [profileLink(profile), selfLink(person), follow],
      },
    },
    {
      resources: [...accounts.map((domain) => `acct:${domain}@${domain}`), `${web}/`, `${web}/actor`],
      jrd: {
        subject: `acct:${host}@${host}`,
        aliases: [`${web}/actor`],
        links: [profileLink(`${web}/about/more?instance_actor=true`), selfLink(`${web}/actor`), follow],
      },
    },
  ];
}

function actors(who: Identity): Record<string, Handler> {
  const web = `https://${who.webHost}`;
  const person = actorDocument(personShape(who));
  const instance = actorDocument({
    id: `${web}/actor`,
    type: 'Application',
    username: who.host,
    url: `${web}/about/more?instance_actor=true`,
    sharedInbox: `${web}/inbox`,
    more: { manuallyApprovesFollowers: true },
  });
  return {
    [`/users/${who.user}`]: actorUrl(person, actorHeaders, () => redirect(`${web}/@${who.user}`, 302)),
    [`/users/${who.user}/outbox`]: pagedOutbox(`${web}/users/${who.user}`),
    [`/users/${who.user}/statuses/${newestPost}`]: post(`${web}/users/${who.user}`),
    '/actor/outbox': emptyCollection(`${web}/actor/outbox`),
    '/actor': () => json(instance, 'application/activity+json; charset=utf-8', instanceActorHeaders),
  };
}

/** Source: mastodon:app/serializers/activitypub/actor_serializer.rb. */
function personShape({ webHost, user }: Identity): ActorShape {
  const web = `https://${webHost}`;
  const id = `${web}/users/${user}`;
  return {
    id,
    type: 'Person',
    username: user,
    url: `${web}/@${user}`,
    sharedInbox: `${web}/inbox`,
    more: {
      following: `${id}/following`,
      followers: `${id}/followers`,
      featured: `${id}/collections/featured`,
      manuallyApprovesFollowers: false,
      discoverable: true,
    },
  };
}

function pages(who: Identity): Record<string, Handler> {
  const cookie = { 'set-cookie': '_mastodon_session=opaque; path=/; secure; HttpOnly; SameSite=Lax' };
  const source = who.source === undefined ? {} : { source: who.source };
  const shell = mastodonPage({ host: who.webHost, version, ...source });
  const profile = () => page(`${who.user} on ${who.host}`, { ...cookie, vary: actorHeaders.vary });
  return {
    '/': () => html(shell, cookie),
    [`/@${who.user}`]: profile,
    '/about': () => html(shell, cookie),
    '/.well-known/oauth-authorization-server': () => json(oauth(who), jsonType),
    '/manifest': () => json(manifest(who), jsonType),
  };
}

/** Source: mastodon:app/controllers/application_controller.rb, respond_with_error. */
function notThere({ webHost }: Identity): Handler {
  return ({ headers, url }) => {
    const wantsJson =
      headers['accept']?.includes('json') === true || url.pathname.startsWith('/.well-known/');
    return wantsJson
      ? status(404)
      : status(404, mastodonErrorPage({ host: webHost }), 'text/html; charset=utf-8');
  };
}

/** Source: mastodon:app/presenters/oauth_metadata_presenter.rb. */
function oauth({ webHost }: Identity): unknown {
  const web = `https://${webHost}`;
  return {
    issuer: `${web}/`,
    service_documentation: 'https://docs.joinmastodon.org/',
    authorization_endpoint: `${web}/oauth/authorize`,
    app_registration_endpoint: `${web}/api/v1/apps`,
  };
}

/** Source: mastodon:app/serializers/manifest_serializer.rb. */
function manifest({ webHost }: Identity): unknown {
  const app = { platform: 'play', url: '', id: 'org.joinmastodon.android' };
  return { id: '/home', name: webHost, start_url: '/', display: 'standalone', related_applications: [app] };
}
