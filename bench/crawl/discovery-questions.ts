import {
  documentOf,
  jrdOf,
  json,
  nodeinfoDocument,
  nodeinfoIndex,
  type Question,
  webfinger,
} from './question.ts';

const hostMeta = {
  prober: 'http',
  path: () => '/.well-known/host-meta',
  accept: 'application/xrd+xml',
} as const;
const instanceApi = { prober: 'http', path: () => '/api/v2/instance', accept: json } as const;

/** What peers ask before they know an actor. */
export const discoveryQuestions: readonly Question[] = [
  {
    id: 'tls.valid',
    asking: { prober: 'tcp' },
    answered: ({ tls }) => tls?.sessions.every(({ problem }) => problem === undefined) === true,
  },
  {
    id: 'robots',
    asking: { prober: 'http', path: () => '/robots.txt', accept: 'text/plain', body: '(?i)user-agent:' },
    answered: ({ robots }) => robots?.state === 'readable',
  },
  {
    id: 'hostmeta.document',
    asking: { ...hostMeta, contentType: '^application/xrd\\+xml' },
    answered: (seen) => seen['host-meta']?.contentType?.startsWith('application/xrd+xml') === true,
  },
  {
    id: 'hostmeta.lrdd',
    asking: { ...hostMeta, body: 'lrdd' },
    answered: (seen) => (seen['host-meta']?.lrddTemplates.length ?? 0) > 0,
  },
  {
    id: 'nodeinfo.discovery',
    asking: { ...nodeinfoIndex, body: 'ns/schema/2' },
    answered: ({ nodeinfo }) => (nodeinfo?.links.length ?? 0) > 0,
  },
  {
    id: 'nodeinfo.jrd-shape',
    asking: { ...nodeinfoIndex, body: '"links":\\[\\{' },
    answered: ({ nodeinfo }) => nodeinfo?.linksShape === 'array',
  },
  {
    id: 'nodeinfo.href-host',
    asking: { ...nodeinfoIndex, body: '"href":"https://social\\.s[0-9]+\\.test/' },
    answered: ({ nodeinfo }) =>
      nodeinfo?.links.every(({ href }) => new URL(href).host === new URL(nodeinfo.url).host) === true,
  },
  {
    id: 'nodeinfo.schema-tolerant',
    asking: { ...nodeinfoDocument, body: '"software":\\{"name":"[a-z0-9-]+"' },
    answered: (seen) => documentOf(seen)?.software.name === 'mastodon',
  },
  {
    id: 'nodeinfo.content-type',
    asking: { ...nodeinfoDocument, contentType: '^application/json' },
    answered: (seen) => documentOf(seen)?.contentType?.startsWith('application/json') === true,
  },
  {
    id: 'nodeinfo.version-matches',
    asking: { ...nodeinfoDocument, body: '^\\{"version":"2\\.0"' },
    answered: (seen) => documentOf(seen)?.version === '2.0',
  },
  {
    id: 'nodeinfo.protocols',
    asking: { ...nodeinfoDocument, body: '"protocols":\\[[^\\]]*"activitypub"' },
    answered: (seen) => documentOf(seen)?.protocols.includes('activitypub') === true,
  },
  {
    id: 'instance-api',
    asking: { ...instanceApi, body: '"version":"[0-9.]+"' },
    answered: (seen) => seen['instance-api']?.asked === true && seen['instance-api'].version !== undefined,
  },
  {
    id: 'instance-api.signup-state',
    asking: { ...instanceApi, body: '"registrations":\\{"enabled":false' },
    answered: (seen) =>
      seen['instance-api']?.asked === true && seen['instance-api'].registrations === 'closed',
  },
  {
    id: 'peering.closed-federation',
    asking: { ...instanceApi, body: '"limited_federation":false' },
    answered: (seen) =>
      seen['instance-api']?.asked === true && seen['instance-api'].limitedFederation === false,
  },
  {
    id: 'webfinger.resolves',
    asking: webfinger,
    answered: (seen) => jrdOf(seen) !== undefined,
  },
  {
    id: 'webfinger.content-type',
    asking: { ...webfinger, contentType: '^application/(jrd\\+)?json' },
    answered: (seen) => jrdOf(seen)?.contentType?.startsWith('application/jrd+json') === true,
  },
  {
    id: 'webfinger.subject',
    asking: { ...webfinger, body: '"subject":"acct:social\\.' },
    answered: (seen) => jrdOf(seen)?.subject?.startsWith('acct:social.') === true,
  },
  {
    id: 'webfinger.self-link',
    asking: { ...webfinger, body: '"rel":"self"' },
    answered: (seen) => (jrdOf(seen)?.selfLinks.length ?? 0) > 0,
  },
  {
    id: 'webfinger.subscribe-template',
    asking: { ...webfinger, body: 'ostatus\\.org/schema/1\\.0/subscribe","template":"https://' },
    answered: (seen) => jrdOf(seen)?.subscribeTemplate !== undefined,
  },
];
