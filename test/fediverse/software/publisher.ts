import { domainBlocks } from '../documents/domain-blocks.ts';
import { nodeInfo, nodeInfoDiscovery, profiledJson, schemaRel } from '../documents/nodeinfo.ts';
import type { PageOf } from '../documents/pages/page.ts';
import type { Handler } from '../documents/reply.ts';
import { html, json, page, status } from '../documents/reply.ts';
import type { Identity, Site } from '../site.ts';
import { siteOf } from './imitation.ts';

/** A server of which only the block list matters: what it calls itself, and where its list is. */
export interface Publisher {
  readonly name: string;
  readonly version: string;
  readonly robots?: string;
  /** NodeInfo `metadata`. */
  readonly metadata?: (who: Identity) => Readonly<Record<string, unknown>>;
  readonly routes?: (who: Identity) => Readonly<Record<string, Handler>>;
  /** Its front page. Absent: one without signs. */
  readonly front?: (of: PageOf) => string;
}

export const jsonType = 'application/json; charset=utf-8';

/** The names on a server's list. */
export const domainsOf = ({ rejects = [] }: Identity): readonly string[] =>
  rejects.map(({ domain }) => domain);

/** Mastodon's shape; hidden it is a 401, or a 404 where there is no switch. */
export function mastodonShaped(hidden: 401 | 404): NonNullable<Publisher['routes']> {
  return (who) => ({
    '/api/v1/instance/domain_blocks': () =>
      who.rejects === undefined
        ? status(hidden, '{"error":"authentication required"}', jsonType)
        : json(domainBlocks(who.rejects), jsonType),
  });
}

/** The server that a publisher is. */
export function siteWith(who: Identity, publisher: Publisher): Site {
  const { name, version, robots = '', metadata, routes, front } = publisher;
  const nodeinfo = '/nodeinfo/2.0';
  const link = { rel: schemaRel('2.0'), href: `https://${who.webHost}${nodeinfo}` };
  const told = { version: '2.0', software: { name, version }, openRegistrations: false } as const;
  return siteOf(who, {
    places: { actor: `/users/${who.user}`, nodeinfo },
    robots,
    everywhere: {},
    routes: {
      '/.well-known/nodeinfo': nodeInfoDiscovery([link]),
      [nodeinfo]: nodeInfo({ ...told, metadata: metadata?.(who) ?? {} }, profiledJson('2.0')),
      '/': () => (front === undefined ? page(who.host) : html(front({ host: who.webHost, version }))),
      ...routes?.(who),
    },
  });
}
