import { actorDocument, actorUrl, emptyCollection } from '../documents/actor.ts';
import type { JrdEntry } from '../documents/jrd.ts';
import { profileLink, selfLink, subscribeLink, webFinger } from '../documents/jrd.ts';
import { nodeInfo, nodeInfoDiscovery, schemaRel } from '../documents/nodeinfo.ts';
import type { Handler } from '../documents/reply.ts';
import { json, page } from '../documents/reply.ts';
import type { Identity, Site } from '../site.ts';
import { siteOf } from './imitation.ts';

/** Source: WordPress/wordpress-develop:src/wp-includes/functions.php, do_robots. */
const robots = (web: string) => `User-agent: *
Disallow: /wp-admin/
Allow: /wp-admin/admin-ajax.php

Sitemap: ${web}/wp-sitemap.xml
`;

const rest = '/wp-json/activitypub/1.0';
const varied = { vary: 'Accept' };

/** A healthy WordPress with the ActivityPub plugin. Source: Automattic/wordpress-activitypub:includes/class-activitypub.php and the files named at each part. */
export function wordpress(who: Identity): Site {
  const web = `https://${who.webHost}`;
  const links = [
    { rel: schemaRel('2.0'), href: `${web}${rest}/nodeinfo/2.0` },
    { rel: 'https://www.w3.org/ns/activitystreams#Application', href: `${web}${rest}/application` },
  ];
  const software = { name: 'wordpress', version: '6.8.3' };
  const jsonType = 'application/json; charset=UTF-8';
  return siteOf(who, {
    places: {
      actor: `/author/${who.user}/`,
      instanceActor: `${rest}/application`,
      nodeinfo: `${rest}/nodeinfo/2.0`,
    },
    robots: robots(web),
    everywhere: { link: `<${web}/wp-json/>; rel="https://api.w.org/"` },
    routes: {
      '/.well-known/webfinger': webFinger(jrds(who), { type: 'application/jrd+json; charset=UTF-8' }),
      '/.well-known/nodeinfo': nodeInfoDiscovery(links),
      [`${rest}/nodeinfo/2.0`]: nodeInfo({ version: '2.0', software, openRegistrations: false }, jsonType),
      ...author(who),
      ...server(who),
    },
  });
}

/** Source: Automattic/wordpress-activitypub:includes/class-webfinger.php, rest/class-webfinger-controller.php. */
function jrds({ host, webHost, user }: Identity): readonly JrdEntry[] {
  const web = `https://${webHost}`;
  const entry = (name: string, actor: string): JrdEntry => {
    const subject = `acct:${name}@${host}`;
    const follow = subscribeLink(`${web}${rest}/interactions?uri={uri}`);
    const links = [selfLink(actor), profileLink(actor), follow];
    return { resources: [subject, actor], jrd: { subject, aliases: [actor], links } };
  };
  return [
    entry(user, `${web}/author/${user}/`),
    entry('application', `${web}${rest}/application`),
    entry(host, `${web}/?author=0`),
  ];
}

/** Source: Automattic/wordpress-activitypub:includes/model/class-user.php. */
function author({ webHost, user }: Identity): Record<string, Handler> {
  const web = `https://${webHost}`;
  const id = `${web}/author/${user}/`;
  const document = actorDocument({
    id,
    type: 'Person',
    username: user,
    url: id,
    inbox: `${web}${rest}/actors/1/inbox`,
    outbox: `${web}${rest}/actors/1/outbox`,
    sharedInbox: `${web}${rest}/inbox`,
    more: { followers: `${web}${rest}/actors/1/followers`, following: `${web}${rest}/actors/1/following` },
  });
  return {
    [`/author/${user}/`]: actorUrl(document, varied, () => page(user, varied)),
    [`${rest}/actors/1/outbox`]: emptyCollection(`${web}${rest}/actors/1/outbox`),
  };
}

/** The blog as an actor, and the application that signs. Source: Automattic/wordpress-activitypub:includes/model/class-{blog,application}.php. */
function server({ host, webHost }: Identity): Record<string, Handler> {
  const web = `https://${webHost}`;
  const inbox = (number: string) => ({
    inbox: `${web}${rest}/actors/${number}/inbox`,
    outbox: `${web}${rest}/actors/${number}/outbox`,
  });
  const application = {
    id: `${web}${rest}/application`,
    type: 'Application',
    username: 'application',
  } as const;
  const blog = { id: `${web}/?author=0`, type: 'Organization', username: host, url: `${web}/` } as const;
  const blogDocument = actorDocument({ ...blog, ...inbox('0') });
  const applicationDocument = actorDocument({ ...application, ...inbox('-1') });
  const front = () => page(host, varied);
  return {
    '/': (ask) => (ask.url.search === '?author=0' ? actorUrl(blogDocument, varied, front)(ask) : front()),
    [`${rest}/application`]: () => json(applicationDocument, 'application/activity+json; charset=UTF-8'),
  };
}
