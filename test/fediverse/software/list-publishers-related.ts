import { domainBlocks } from '../documents/domain-blocks.ts';
import type { Handler } from '../documents/reply.ts';
import { json, status, text } from '../documents/reply.ts';
import type { Identity } from '../site.ts';
import { suspended } from './gotosocial.ts';
import { instances } from './misskey.ts';
import { domainsOf, jsonType, type Publisher } from './publisher.ts';

/** A row of the list as Mastodon 4 has it, and as the page of Mastodon 3 shows it. */
interface Row {
  readonly domain: string;
  readonly digest: string;
  readonly severity: string;
  readonly comment: string | null;
}

const headings = { silence: 'Limited servers', suspend: 'Suspended servers' } as const;

/** A page for people; switched off, it has no tables. Source: mastodon 3.4: app/views/about/more.html.haml, _domain_blocks.html.haml. */
function aboutMore({ rejects = [] }: Identity): Handler {
  // domainBlocks makes such rows.
  const rows = domainBlocks(rejects) as readonly Row[];
  const table = (severity: keyof typeof headings) => {
    const cells = rows
      .filter((row) => row.severity === severity)
      .map(
        ({ digest, domain, comment }) =>
          `<tr>\n<td class='nowrap'>\n<span title='SHA-256: ${digest}'>${domain}</span>\n</td>\n<td>\n${comment ?? ''}\n</td>\n</tr>`,
      );
    const head = '<thead><tr><th>Server</th><th>Reason</th></tr></thead>';
    return cells.length === 0
      ? ''
      : `<h3>${headings[severity]}</h3>\n<table>${head}<tbody>${cells.join('\n')}</tbody></table>`;
  };
  const body = `<h2>About us</h2><p>Be kind.</p>${table('silence')}${table('suspend')}`;
  return () => text(`<!DOCTYPE html><html><body>${body}</body></html>`, 'text/html; charset=utf-8');
}

/** Other versions of software that publishes lists, and its relatives. Each with the file of its software that the answer is made in. */
export const relatedPublishers = {
  'mastodon-3': {
    name: 'mastodon',
    version: '3.4.1',
    routes: (who) => ({ '/about/more': aboutMore(who) }),
  },
  /** Source: mastodon 4.2: app/controllers/api/v1/instances/domain_blocks_controller.rb, of which Hometown is a fork. */
  hometown: {
    name: 'hometown',
    version: '4.2.17+hometown-1.1.1',
    // Switched off, as in Mastodon: a 404 without a body.
    routes: ({ rejects }) => ({
      '/api/v1/instance/domain_blocks': () =>
        rejects === undefined ? status(404) : json(domainBlocks(rejects), jsonType),
    }),
  },
  /** Source: gotosocial:docs/configuration/instance.md, instance-expose-suspended; internal/api/client/instance/instancepeersget.go. */
  'gotosocial-0.19': {
    name: 'gotosocial',
    version: '0.19.2',
    routes: (who) => ({
      '/api/v1/instance/peers': ({ url }) =>
        url.searchParams.get('filter') === 'suspended' ? suspended(who) : json([], jsonType),
    }),
  },
  /** Source: LemmyNet/lemmy@00b0b26:crates/api_common/src/site.rs, GetSiteResponse and FederatedInstances. */
  'lemmy-0.17': {
    name: 'lemmy',
    version: '0.17.4',
    routes: (who) => ({
      '/api/v3/site': () => {
        const known =
          who.rejects === undefined ? null : { linked: [], allowed: null, blocked: domainsOf(who) };
        return json({ federated_instances: known }, jsonType);
      },
    }),
  },
  firefish: {
    name: 'firefish',
    version: '1.0.3',
    // With `privateMode` everything wants a login. Source: firefish:packages/backend/src/server/api/endpoints/federation/instances.ts.
    routes: (who) => ({
      '/api/federation/instances':
        who.rejects === undefined
          ? () => status(401, '{"error":{"code":"CREDENTIAL_REQUIRED"}}', jsonType)
          : instances(who),
    }),
  },
  /** Source: ernestwisniewski/kbin:src/Controller/Api/Instance/InstanceRetrieveFederationApi.php. */
  kbin: {
    name: 'kbin',
    version: '0.10.1',
    routes: (who) => ({ '/api/defederated': () => json({ instances: domainsOf(who) }, jsonType) }),
  },
  /** Source: PieFed:app/activitypub/routes.py, domain_blocks. */
  'piefed-allowing': {
    name: 'PieFed',
    version: '1.6.18',
    // With an allow-list its list of bans is empty, whatever it bans.
    routes: () => ({
      '/api/v1/instance/domain_blocks': () => json([], jsonType),
      '/api/v3/federated_instances': () => {
        const allowed = [{ id: 1, domain: 'friend.example' }];
        return json({ federated_instances: { linked: [], allowed, blocked: [] } }, jsonType);
      },
    }),
  },
  /** Source: nanos/FediFetcher issue 146: its robots.txt turns robots away. */
  threads: {
    name: 'threads',
    version: '1.0.0',
    // Its list is a page for people, and robots.txt wants no robot anywhere.
    robots: 'User-agent: *\nDisallow: /\n',
  },
} as const satisfies Record<string, Publisher>;
