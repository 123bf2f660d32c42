import type { Exchange } from '../../model/exchange.ts';
import { accountNamed } from './account-positions.ts';
import { isKnownKey, isKnownTerm } from './document-words.ts';
import type { Shield } from './shield.ts';
import { parseTarget } from './url-policy.ts';

/** Documents whose members we know, so that only those are kept. Any other JSON has its people taken out by key. */
export type DocumentKind = 'jrd' | 'nodeinfo' | 'instance' | 'other';

type Members = Readonly<Record<string, unknown>>;

/**
 * What is kept of a value. `text`: strings, scrubbed, also in lists. `terms`: those of closed lists. `facts`: numbers, switches and media types, at any depth.
 * Members: each by its key; under any other key only numbers and switches. `''`: how a value that has no members is kept. Keys that nobody has
 * listed are numbered.
 */
type Keep = 'text' | 'terms' | 'facts' | { readonly [key: string]: Keep };

const removed = '[removed]';
const other = '[other]';
const mediaType =
  /^(?:audio|image|video)\/(?:x-)?(?:jpe?g|png|gif|hei[cf]|webp|avif|webm|mp[34]|quicktime|ogg|wave?|pn-wav|vnd\.wave|flac|opus|vorbis|aac|m4a|mpeg|ms-asf|ms-wma|3gpp|jxl|svg\+xml)$/;

/** Names of a server may be its owner's, and anything may stand in `metadata`: neither is kept. Source: NodeInfo schema 2.1; FEP-0151. */
const nodeInfo: Keep = {
  version: 'text',
  software: { name: 'text', version: 'text', repository: 'text', homepage: 'text' },
  protocols: { '': 'terms', inbound: 'terms', outbound: 'terms' },
  services: { inbound: 'terms', outbound: 'terms' },
  usage: 'facts',
  metadata: {
    ...{ features: 'terms', postFormats: 'terms', post_formats: 'terms', languages: 'terms', langs: 'terms' },
    ...{ repositoryUrl: 'text', repository: 'text' },
    ...{ uploadLimits: 'facts', pollLimits: 'facts', fieldsLimits: 'facts', federation: 'facts' },
  },
};

/** Rules, titles and descriptions are prose that may name people. Source: Mastodon API, entities Instance and V1::Instance. */
const instance: Keep = {
  ...{ domain: 'text', uri: 'text', version: 'text', source_url: 'text', languages: 'terms' },
  ...{ registrations: { '': 'facts' }, configuration: 'facts', stats: 'facts', usage: 'facts' },
  ...{ api_versions: 'facts', rules: { id: 'facts' }, urls: { streaming_api: 'text' } },
};

const profilePage = 'http://webfinger.net/rel/profile-page';
const linkRels: ReadonlySet<string> = new Set([
  'self',
  'http://ostatus.org/schema/1.0/subscribe',
  profilePage,
  'https://www.w3.org/ns/activitystreams#Application',
]);
const schemaRel = /^https?:\/\/nodeinfo\.diaspora\.software\/ns\/schema\/\d\.\d$/;

/** What a JSON document is, by where it was asked for, what it calls itself, and its shape. */
export function kindOf({ url, responseHeaders }: Exchange, value: unknown): DocumentKind {
  if (!isMembers(value)) return 'other';
  const { pathname } = new URL(url);
  if (/^\/api\/v[12]\/instance\/?$/.test(pathname)) return 'instance';
  if (/^\/\.well-known\/(?:webfinger|nodeinfo|host-meta\.json)$/.test(pathname)) return 'jrd';
  if (responseHeaders['content-type']?.includes('application/jrd+json') === true) return 'jrd';
  if (/^\/nodeinfo\//.test(pathname) || ('software' in value && 'protocols' in value)) return 'nodeinfo';
  return 'subject' in value && 'links' in value ? 'jrd' : 'other';
}

/** The document without what may tell of people. */
export function keptDocument(kind: DocumentKind, value: unknown, shield: Shield): unknown {
  if (kind === 'jrd' && isMembers(value)) return keptJrd(value, shield);
  if (kind === 'nodeinfo') return kept(value, nodeInfo, shield);
  return kind === 'instance' ? kept(value, instance, shield) : shield.scrubDocument(value);
}

/** Marks the people that a document tells of, by its members and by the account URLs of a JRD. */
export function learnFrom(kind: DocumentKind, value: unknown, shield: Shield): void {
  shield.learn(value);
  if (kind === 'jrd' && isMembers(value)) learnJrd(value, shield);
}

function learnJrd({ subject, aliases, links }: Members, shield: Shield): void {
  const [name, host = ''] = typeof subject === 'string' ? subject.replace(/^acct:@?/i, '').split('@') : [];
  if (name !== undefined && shield.isServer(name, host)) return;
  const hrefs = linksOf(links).filter(({ rel }) => rel === 'self' || rel === profilePage);
  const urls = [...listed(aliases), ...hrefs.map(({ href }) => href)].filter(
    (one) => typeof one === 'string',
  );
  const named = typeof subject === 'string' ? accountNamed(subject) : undefined;
  if (named !== undefined) shield.add([named]);
  shield.addFromPaths(urls.flatMap((one) => accountNamed(one) ?? []));
  for (const { rel, href } of hrefs) {
    const named = rel === 'self' && typeof href === 'string' ? parseTarget(href) : undefined;
    if (named?.ok === true) shield.own(named.target.host);
  }
}

function keptJrd({ subject, aliases, links }: Members, shield: Shield): unknown {
  const identifier = (one: unknown) => (typeof one === 'string' ? shield.identifier(one) : removed);
  return {
    ...(subject !== undefined && { subject: identifier(subject) }),
    ...(aliases !== undefined && { aliases: listed(aliases).map(identifier) }),
    ...(links !== undefined && { links: keptLinks(links, shield) }),
  };
}

function keptLinks(links: unknown, shield: Shield): unknown {
  const rels = linksOf(links).filter(({ rel }) => typeof rel === 'string' && isKnownRel(rel));
  const known = rels.map(({ rel, type, href, template }) =>
    shield.scrub(textsOf({ rel, type, href, template })),
  );
  return Array.isArray(links) ? known : (known[0] ?? removed);
}

function isKnownRel(rel: string): boolean {
  return linkRels.has(rel) || schemaRel.test(rel) || rel === 'lrdd';
}

function textsOf(members: Members): Members {
  return Object.fromEntries(Object.entries(members).filter(([, member]) => typeof member === 'string'));
}

function linksOf(links: unknown): readonly Members[] {
  return listed(links).filter(isMembers);
}

function listed(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

function kept(value: unknown, keep: Keep, shield: Shield): unknown {
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return value;
  if (Array.isArray(value)) return value.map((item: unknown) => kept(item, keep, shield));
  if (typeof value === 'string') return keptString(value, keep, shield);
  if (keep === 'text' || keep === 'terms' || !isMembers(value)) return removed;
  const members = Object.entries(value).map(([key, member], at) => {
    const name = isKnownKey(key) ? key : `[key ${at + 1}]`;
    return [name, keptMember(key, member)];
  });
  return Object.fromEntries(members);

  function keptMember(key: string, member: unknown): unknown {
    if (keep === 'facts') return kept(member, 'facts', shield);
    const known = typeof keep === 'object' && Object.hasOwn(keep, key) && key !== '' ? keep[key] : undefined;
    return known === undefined ? keptCount(member) : kept(member, known, shield);
  }
}

function keptString(value: string, keep: Keep, shield: Shield): string {
  const how = typeof keep === 'string' ? keep : (keep[''] ?? 'facts');
  if (how === 'text') return shield.prose(value);
  if (how === 'terms') return isKnownTerm(value) ? value : other;
  return mediaType.test(value) ? value : removed;
}

/** Of what nobody has listed, only what cannot name anyone. */
function keptCount(value: unknown): unknown {
  return value === null || typeof value === 'number' || typeof value === 'boolean' ? value : removed;
}

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
