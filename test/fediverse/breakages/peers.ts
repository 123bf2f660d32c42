import { json, status } from '../documents/reply.ts';
import type { Reply, Site } from '../site.ts';
import type { Breakage } from './breakage.ts';
import { jsonAt } from './breakage.ts';

const newPath = '/api/v4/federated_instances';

/** What a Lemmy 1.0 lists, at another path in another shape; what it listed before is not there. */
function listed(site: Site, path: string, shape: (domains: readonly unknown[]) => unknown): Site {
  return {
    ...site,
    answer: async (ask) => {
      if (ask.url.pathname === newPath) return status(404);
      if (ask.url.pathname !== path) return site.answer(ask);
      const url = new URL(`${newPath}?kind=linked&limit=50`, ask.url);
      return json(shape(domainsIn(await site.answer({ ...ask, url }))), 'application/json');
    },
  };
}

function domainsIn({ body }: Reply): readonly unknown[] {
  const { items }: { items: readonly { instance: { domain: unknown } }[] } = JSON.parse(String(body));
  return items.map(({ instance }) => instance.domain);
}

function mbin(site: Site): Site {
  const list = listed(site, '/api/federated', (domains) => ({
    instances: domains.map((domain) => ({ domain, software: null, version: null })),
  }));
  return jsonAt(list, ['nodeinfo'], (document) => ({
    ...document,
    software: { name: 'mbin', version: '1.10.1' },
  }));
}

/** Lists of known servers as other versions, settings and relatives of Lemmy have them; all of this is healthy. */
export const peersBreakages = {
  'peers-at-v3': {
    says: 'the list of known servers is where Lemmy 0.19 has it; this is healthy',
    apply: (site) =>
      listed(site, '/api/v3/federated_instances', (domains) => ({
        federated_instances: { linked: domains.map((domain) => ({ domain })) },
      })),
  },
  // Source: LemmyNet/lemmy@439734d:crates/api/api_utils/src/utils.rs, check_private_instance.
  'peers-private': {
    says: 'the instance is private, so its list is not for strangers; this is healthy',
    apply: (site) => ({
      ...site,
      answer: async (ask) =>
        ask.url.pathname === newPath
          ? status(400, '{"error":"instance_is_private"}', 'application/json')
          : site.answer(ask),
    }),
  },
  // Source: MbinOrg/mbin@120efa4:src/DTO/InstancesDtoV2.php, src/DTO/InstanceDto.php.
  'peers-of-mbin': { says: 'it is an Mbin, with its own list; this is healthy', apply: mbin },
} as const satisfies Record<string, Breakage>;
