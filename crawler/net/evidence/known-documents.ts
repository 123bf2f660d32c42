import type { Exchange } from '../../../model/exchange.ts';
import { isMembers } from '../json-text.ts';
import { isKnownKey, isKnownTerm } from './document-words.ts';
import { keptJrd, learnJrd } from './known-jrd.ts';
import type { Shield } from './shield.ts';

/** Documents whose members we know, so that only those are kept. Any other JSON has its people taken out by key. */
export type DocumentKind = 'jrd' | 'nodeinfo' | 'instance' | 'other';

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

/** The path of a URL in its canonical spelling: to parse it again costs more than all else here. */
function pathOf(href: string): string {
  // Behind the two slashes, and a host of one character at least.
  const start = href.indexOf('/', 'http://h'.length);
  const end = href.indexOf('?', start);
  return end === -1 ? href.slice(start) : href.slice(start, end);
}

/** What a JSON document is, by where it was asked for, what it calls itself, and its shape. */
export function kindOf({ url, responseHeaders }: Exchange, value: unknown): DocumentKind {
  if (!isMembers(value)) return 'other';
  const pathname = pathOf(url);
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

function kept(value: unknown, keep: Keep, shield: Shield): unknown {
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return value;
  if (Array.isArray(value)) return value.map((item: unknown) => kept(item, keep, shield));
  if (typeof value === 'string') return keptString(value, keep, shield);
  if (keep === 'text' || keep === 'terms' || !isMembers(value)) return removed;
  const members: Record<string, unknown> = {};
  let at = 0;
  for (const key in value) {
    at += 1;
    members[isKnownKey(key) ? key : `[key ${at}]`] = keptMember(key, value[key]);
  }
  return members;

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
