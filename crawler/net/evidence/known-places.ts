import { hash } from 'node:crypto';
import { reservedNames } from './reserved-names.ts';

/** Segments of paths that servers lead to, besides the words of the protocol. Source: Mastodon, Misskey, Lemmy, Pleroma, WordPress, Devise. */
const pathWords: ReadonlySet<string> = new Set([
  ...['.well-known', 'nodeinfo.json', 'index.php', 'login', 'auth', 'sign_in', 'about', 'explore', 'home'],
  ...['web', 'local', 'timelines', 'privacy_policy', 'privacy-policy', 'notice', 'objects', 'activities'],
]);

/** A name that is hidden already, or a version; numbers of more digits may be somebody's. */
const harmless =
  /^(?:person-[0-9a-f]{8}(?:(?:@|%40)[a-z0-9.-]+)?(?:\.(?:json|rss|atom|xml|html))?|v?\d{1,2}(?:\.\d{1,2})?(?:\.json)?)$/;

const sigil = /^(?:@|%40|~|%7e)?/i;
/** What is asked when a WebFinger redirects; its `acct:` names are hidden already. */
const resource = /^\?resource=acct(?::|%3a)[^&]+$/i;

/**
 * A URL that a server led to, scrubbed of names that are known: the way there is the server's own word, and may be called after anybody. Segments
 * that servers have in common stay; any other becomes a digest, equal for equal ones.
 */
export function knownPlace(href: string, isServer: (name: string) => boolean): string {
  const url = URL.parse(href);
  if (url === null) return '[text]';
  const segments = url.pathname.split('/').map((segment) => knownSegment(segment, isServer));
  const isDiscovery = url.pathname === '/.well-known/webfinger' && resource.test(url.search);
  const query = isDiscovery || url.search === '' ? url.search : '?…';
  return `${url.origin}${segments.join('/')}${query}`;
}

function knownSegment(segment: string, isServer: (name: string) => boolean): string {
  const [sign = ''] = sigil.exec(segment) ?? [];
  const name = segment.slice(sign.length).toLowerCase();
  const isKnown = name === '' || harmless.test(name) || isServer(name);
  if (isKnown || (sign === '' && (pathWords.has(name) || reservedNames.has(name)))) return segment;
  return `${sign}path-${hash('sha256', name).slice(0, 8)}`;
}
