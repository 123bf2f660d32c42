import { domainBlocks } from '../documents/domain-blocks.ts';
import { nodeInfo, nodeInfoDiscovery, profiledJson, schemaRel } from '../documents/nodeinfo.ts';
import { friendicaPage } from '../documents/pages/friendica.ts';
import { mbinPage } from '../documents/pages/mbin.ts';
import type { PageOf } from '../documents/pages/page.ts';
import { pleromaPage } from '../documents/pages/pleroma.ts';
import type { Handler } from '../documents/reply.ts';
import { html, json, page, status, text } from '../documents/reply.ts';
import type { Identity, Site } from '../site.ts';
import { siteOf } from './imitation.ts';

/** A server of which only the block list matters: what it calls itself, and where its list is. */
interface Publisher {
  readonly name: string;
  readonly version: string;
  readonly robots?: string;
  /** NodeInfo `metadata`. */
  readonly metadata?: (who: Identity) => Readonly<Record<string, unknown>>;
  readonly routes?: (who: Identity) => Readonly<Record<string, Handler>>;
  /** Its front page. Absent: one without signs. */
  readonly front?: (of: PageOf) => string;
}

const jsonType = 'application/json; charset=utf-8';
const domainsOf = ({ rejects = [] }: Identity) => rejects.map(({ domain }) => domain);

/** Mastodon's shape; hidden it is a 401, or a 404 where there is no switch. */
function mastodonShaped(hidden: 401 | 404): NonNullable<Publisher['routes']> {
  return (who) => ({
    '/api/v1/instance/domain_blocks': () =>
      who.rejects === undefined
        ? status(hidden, '{"error":"authentication required"}', jsonType)
        : json(domainBlocks(who.rejects), jsonType),
  });
}

/** Without transparency only `enabled` is told. Source: pleroma:lib/pleroma/web/mastodon_api/views/instance_view.ex, federation. */
function federation({ rejects }: Identity): Readonly<Record<string, unknown>> {
  if (rejects === undefined) return { federation: { enabled: true } };
  const named = (severity: string) => rejects.filter((one) => one.severity === severity);
  const names = (severity: string) => named(severity).map(({ domain }) => domain);
  const reasons = named('suspend').flatMap(({ domain, reason }) =>
    reason === undefined ? [] : [[domain, { reason }]],
  );
  return {
    federation: {
      enabled: true,
      exclusions: false,
      mrf_policies: ['SimplePolicy'],
      mrf_simple: { reject: names('suspend'), accept: [], federated_timeline_removal: names('silence') },
      mrf_simple_info: { reject: Object.fromEntries(reasons) },
      quarantined_instances: [],
    },
  };
}

/** Source: the sources that the readers of these lists name. */
const publishers = {
  pleroma: {
    name: 'pleroma',
    version: '2.7.0',
    metadata: federation,
    front: (of) => pleromaPage('pleroma', of),
  },
  akkoma: {
    name: 'akkoma',
    version: '3.16.0',
    metadata: federation,
    front: (of) => pleromaPage('akkoma', of),
  },
  mitra: { name: 'mitra', version: '4.9.0', routes: mastodonShaped(401) },
  piefed: {
    name: 'PieFed',
    version: '1.6.18',
    routes: (who) => ({
      ...mastodonShaped(404)(who),
      '/api/v3/federated_instances': () =>
        json({ federated_instances: { linked: [], allowed: [], blocked: [] } }, jsonType),
    }),
  },
  friendica: {
    name: 'friendica',
    version: '2024.09',
    front: friendicaPage,
    routes: ({ rejects }) => ({
      '/blocklist/domain/download': () =>
        rejects === undefined
          ? status(403)
          : text(rejects.map(({ domain, reason = '' }) => `${domain},"${reason}"\n`).join(''), 'text/csv'),
    }),
  },
  hubzilla: {
    name: 'hubzilla',
    version: '8.8.7',
    routes: (who) => ({
      '/siteinfo': () => {
        const items = domainsOf(who).map((domain) => `<li>${domain}</li>`);
        const list =
          items.length === 0 ? '' : `<br>\n<h3>Blocked sites</h3>\n<ul>\n${items.join('\n')}\n</ul>`;
        const head = '<h2>About this site</h2><h3>Active addons</h3><ul><li>nodeinfo</li></ul>';
        return text(`<!DOCTYPE html><html><body>${head}${list}</body></html>`, 'text/html; charset=utf-8');
      },
    }),
  },
  mbin: {
    name: 'mbin',
    version: '1.10.1',
    front: mbinPage,
    routes: (who) => ({ '/api/defederated': () => json({ instances: domainsOf(who) }, jsonType) }),
  },
  wafrn: {
    name: 'wafrn',
    version: '2025.8',
    // As its makers wrote it, without a colon.
    robots: 'User-agent: *\nDisallow /\nAllow: /fediverse/\n',
    routes: (who) => ({
      '/api/status/blocks': () =>
        json(
          domainsOf(who).map((displayName) => ({ displayName })),
          jsonType,
        ),
    }),
  },
  'lemmy-0.19': {
    name: 'lemmy',
    version: '0.19.20',
    robots: 'User-agent: *\nDisallow: /modlog\nDisallow: /api\nCrawl-delay: 60\n',
    routes: (who) => ({
      '/api/v3/federated_instances': () => {
        const blocked = domainsOf(who).map((domain, id) => ({ id, domain }));
        const known = who.rejects === undefined ? null : { linked: [], allowed: [], blocked };
        return json({ federated_instances: known }, jsonType);
      },
    }),
  },
} as const satisfies Record<string, Publisher>;

type PublisherName = keyof typeof publishers;

/** Servers that tell what they run and publish a block list, and little else. */
export const listPublishers = Object.fromEntries(
  Object.entries(publishers).map(([id, publisher]) => [id, (who: Identity) => siteWith(who, publisher)]),
  // One function for each name of the table above.
) as Record<PublisherName, (who: Identity) => Site>;

function siteWith(who: Identity, publisher: Publisher): Site {
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
