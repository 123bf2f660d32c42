import type { ObservedData } from '../../crawler/probes/index.ts';

/** What one visit saw of one server, by probe; a probe without data is absent. */
export type Seen = Partial<ObservedData>;

/** How the exporter asks: one GET with what the answer must be, or a handshake alone. Patterns are Go's regular expressions. */
export type Asking =
  | { readonly prober: 'tcp' }
  | {
      readonly prober: 'http';
      readonly path: (host: string) => string;
      readonly accept: string;
      readonly statuses?: readonly number[];
      readonly body?: string;
      readonly contentType?: string;
    };

/** One question that both sides answer. */
export interface Question {
  /** What is asked, by the id of our rule or probe that reads the answer. */
  readonly id: string;
  readonly asking: Asking;
  /** Did our visit see the same as the exporter's success means? */
  readonly answered: (seen: Seen) => boolean;
}

const json = 'application/json';
const activity = 'application/activity+json';
const linkedData = 'application/ld+json; profile="https://www.w3.org/ns/activitystreams"';
const isActivityType = '^application/(activity|ld)\\+json';

const nodeinfoIndex = { prober: 'http', path: () => '/.well-known/nodeinfo', accept: json } as const;
const nodeinfoDocument = { prober: 'http', path: () => '/nodeinfo/2.0', accept: json } as const;
const actor = { prober: 'http', path: () => '/actor', accept: activity } as const;
const webfinger = {
  prober: 'http',
  path: (host: string) => `/.well-known/webfinger?resource=acct%3A${host}%40${host}`,
  accept: 'application/jrd+json, application/json',
} as const;

function represents(profile: string): Question['answered'] {
  return ({ actor }) =>
    actor?.representations.some(
      (one) => one.profile === profile && one.ok && one.data.kind === 'activity',
    ) === true;
}

const documentOf = ({ nodeinfo }: Seen) =>
  nodeinfo?.document?.ok === true ? nodeinfo.document.data : undefined;
const jrdOf = ({ webfinger }: Seen) => (webfinger?.base.ok === true ? webfinger.base.data : undefined);
const actorOf = ({ actor }: Seen) => (actor?.document.ok === true ? actor.document.data : undefined);

/** The first question of each request, then others that the same answers decide; in the exporter each is a module and a connection of its own. */
export const questions: readonly Question[] = [
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
    id: 'hostmeta.lrdd',
    asking: {
      prober: 'http',
      path: () => '/.well-known/host-meta',
      accept: 'application/xrd+xml',
      body: 'lrdd',
    },
    answered: (seen) => (seen['host-meta']?.lrddTemplates.length ?? 0) > 0,
  },
  {
    id: 'nodeinfo.discovery',
    asking: { ...nodeinfoIndex, body: 'ns/schema/2' },
    answered: ({ nodeinfo }) => (nodeinfo?.links.length ?? 0) > 0,
  },
  {
    id: 'nodeinfo.schema-tolerant',
    asking: { ...nodeinfoDocument, body: '"software":\\{"name":"[a-z0-9-]+"' },
    answered: (seen) => documentOf(seen)?.software.name === 'mastodon',
  },
  {
    id: 'instance-api',
    asking: { prober: 'http', path: () => '/api/v2/instance', accept: json, body: '"version":"[0-9.]+"' },
    answered: (seen) => seen['instance-api']?.asked === true && seen['instance-api'].version !== undefined,
  },
  {
    id: 'webfinger.resolves',
    asking: { ...webfinger, body: '"subject":"acct:' },
    answered: (seen) => jrdOf(seen)?.subject !== undefined,
  },
  {
    id: 'actor.conneg-activityjson',
    asking: { ...actor, contentType: isActivityType },
    answered: represents('activity-json'),
  },
  {
    id: 'actor.conneg-ldjson',
    asking: { ...actor, accept: linkedData, contentType: isActivityType },
    answered: represents('spec'),
  },
  {
    id: 'actor.conneg-mixed',
    asking: { ...actor, accept: `${linkedData}, ${activity}, text/html;q=0.1`, contentType: isActivityType },
    answered: represents('mastodon-search'),
  },
  {
    id: 'collection.outbox-type',
    asking: {
      prober: 'http',
      path: () => '/actor/outbox',
      accept: activity,
      body: '"type":"OrderedCollection"',
    },
    answered: ({ outbox }) => outbox !== undefined,
  },
  {
    id: 'http.soft-404',
    asking: {
      prober: 'http',
      path: () => '/.well-known/nobody-has-this',
      accept: json,
      statuses: [404, 410],
    },
    answered: (seen) => seen['soft-404']?.answers.every((one) => one.ok && one.data.status === 404) === true,
  },
  {
    id: 'nodeinfo.protocols',
    asking: { ...nodeinfoDocument, body: '"protocols":\\[[^\\]]*"activitypub"' },
    answered: (seen) => documentOf(seen)?.protocols.includes('activitypub') === true,
  },
  {
    id: 'webfinger.content-type',
    asking: { ...webfinger, contentType: '^application/(jrd\\+)?json' },
    answered: (seen) => jrdOf(seen)?.contentType?.startsWith('application/jrd+json') === true,
  },
  {
    id: 'webfinger.self-link',
    asking: { ...webfinger, body: '"rel":"self"' },
    answered: (seen) => (jrdOf(seen)?.selfLinks.length ?? 0) > 0,
  },
  {
    id: 'actor.type',
    asking: { ...actor, body: '"type":"(Person|Service|Group|Application|Organization)"' },
    answered: (seen) => actorOf(seen)?.types.includes('Application') === true,
  },
  {
    id: 'actor.inbox-outbox',
    asking: { ...actor, body: '"inbox":"https://' },
    answered: (seen) => actorOf(seen)?.inbox !== undefined,
  },
  {
    id: 'actor.key-shape',
    asking: { ...actor, body: '"publicKeyPem":"-----BEGIN PUBLIC KEY-----' },
    answered: (seen) => actorOf(seen)?.key.encoding === 'spki',
  },
];
