import { friendicaPage } from '../documents/pages/friendica.ts';
import { mbinPage } from '../documents/pages/mbin.ts';
import { pleromaPage } from '../documents/pages/pleroma.ts';
import { json, status, text } from '../documents/reply.ts';
import type { Identity, Rejection, Site } from '../site.ts';
import { relatedPublishers } from './list-publishers-related.ts';
import { domainsOf, jsonType, mastodonShaped, type Publisher, siteWith } from './publisher.ts';

/** Names as a list shows them. */
type Shown = (entry: Rejection) => string;

const plain: Shown = ({ domain }) => domain;

/** Three characters stay at each end of a long name, and the dots. Source: akkoma:lib/pleroma/web/activity_pub/mrf/simple_policy.ex, obfuscate. */
const akkomaMasked: Shown = ({ domain, masked }) =>
  masked === true
    ? domain.replace(/[^.]/g, (one, at: number) => (at > 2 && at < domain.length - 3 ? '*' : one))
    : domain;

/** Without transparency only `enabled` is told. Source: pleroma:lib/pleroma/web/mastodon_api/views/instance_view.ex, federation. */
function federation(shown: Shown): NonNullable<Publisher['metadata']> {
  return ({ rejects }) => {
    if (rejects === undefined) return { federation: { enabled: true } };
    const named = (severity: string) => rejects.filter((one) => one.severity === severity);
    const reasons = named('suspend').flatMap((one) =>
      one.reason === undefined ? [] : [[shown(one), { reason: one.reason }]],
    );
    return {
      federation: {
        enabled: true,
        exclusions: false,
        mrf_policies: ['SimplePolicy'],
        mrf_simple: {
          ...{ reject: named('suspend').map(shown), accept: [] },
          federated_timeline_removal: named('silence').map(shown),
        },
        mrf_simple_info: { reject: Object.fromEntries(reasons) },
        quarantined_instances: [],
      },
    };
  };
}

/** Each with the file of its software that the answer is made in. */
const publishers = {
  /** Source: pleroma:lib/pleroma/web/activity_pub/mrf/simple_policy.ex. */
  pleroma: {
    name: 'pleroma',
    version: '2.7.0',
    metadata: federation(plain),
    front: (of) => pleromaPage('pleroma', of),
  },
  /** Source: akkoma:lib/pleroma/web/activity_pub/mrf/simple_policy.ex. */
  akkoma: {
    name: 'akkoma',
    version: '3.16.0',
    metadata: federation(akkomaMasked),
    front: (of) => pleromaPage('akkoma', of),
  },
  /** Source: mitra:mitra_api/src/mastodon_api/instance/views.rs. */
  mitra: { name: 'mitra', version: '4.9.0', routes: mastodonShaped(401) },
  /** Source: PieFed:app/activitypub/routes.py, domain_blocks. */
  piefed: {
    name: 'PieFed',
    version: '1.6.18',
    routes: (who) => ({
      ...mastodonShaped(404)(who),
      '/api/v3/federated_instances': () =>
        json({ federated_instances: { linked: [], allowed: [], blocked: [] } }, jsonType),
    }),
  },
  /** Source: friendica:src/Module/Blocklist/Domain/Download.php. */
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
  /** Source: hubzilla:Zotlabs/Module/Siteinfo.php, view/tpl/siteinfo.tpl. */
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
  /** Source: MbinOrg/mbin:src/Controller/Api/Instance/InstanceRetrieveFederationApi.php. */
  mbin: {
    name: 'mbin',
    version: '1.10.1',
    front: mbinPage,
    routes: (who) => ({ '/api/defederated': () => json({ instances: domainsOf(who) }, jsonType) }),
  },
  /** Source: gabboman/wafrn:packages/backend/routes/status.ts. */
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
  ...relatedPublishers,
  /** Source: LemmyNet/lemmy 0.19.20: crates/api_common/src/utils.rs, build_federated_instances. */
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
