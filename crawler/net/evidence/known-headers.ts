import { type Exchange, keptHeaders } from '../../../model/exchange.ts';
import { perCatalogue, type SoftwareCatalogue } from '../../../model/software/catalogue.ts';
import { Recent } from '../recent.ts';
import { parseTarget } from '../url-policy.ts';
import { signCookieOf, signWordsIn } from './known-signs.ts';
import { answerWords } from './protocol-words.ts';

const text = '[text]';

/** Words that formats of header fields have, in lower case. Source: RFC 9110, RFC 9111, RFC 6797, RFC 9211; names of caches and media types. */
const fieldWords: ReadonlySet<string> = new Set([
  ...[
    'max-age',
    's-maxage',
    'no-cache',
    'no-store',
    'no-transform',
    'public',
    'private',
    'immutable',
    'proxy',
  ],
  ...['must-revalidate', 'proxy-revalidate', 'must-understand', 'stale-while-revalidate', 'stale-if-error'],
  ...['includesubdomains', 'preload', 'hit', 'miss', 'stale', 'dynamic', 'bypass', 'expired', 'revalidated'],
  ...['updating', 'pass', 'tcp_hit', 'tcp_miss', 'from', 'cache', 'challenge', 'accept', 'accept-encoding'],
  ...['accept-language', 'accept-datetime', 'authorization', 'cookie', 'signature', 'origin', 'user-agent'],
  ...['x-requested-with', 'x-forwarded-proto', 'x-inertia', 'collection-id', 'gzip', 'br', 'zstd', 'deflate'],
  ...[
    'identity',
    'application',
    'activity',
    'json',
    'ld',
    'jrd',
    'xrd',
    'xml',
    'text',
    'html',
    'plain',
    'xhtml',
  ],
  ...['image', 'png', 'jpeg', 'webp', 'gif', 'svg', 'audio', 'video', 'mpeg', 'ogg', 'webm', 'octet-stream'],
  ...[
    'rss',
    'atom',
    'markdown',
    'css',
    'javascript',
    'problem',
    'zip',
    'pdf',
    'csv',
    'charset',
    'utf-8',
    'utf',
  ],
  ...['iso', 'us-ascii', 'windows', 'latin', 'profile', 'boundary', 'type', 'www', 'w3', 'org', 'ns'],
  ...[
    'activitystreams',
    'nodeinfo',
    'diaspora',
    'software',
    'schema',
    'well-known',
    'all',
    'none',
    'noindex',
  ],
  ...['nofollow', 'noarchive', 'nosnippet', 'noimageindex', 'notranslate', 'indexifembedded', 'noai'],
  ...['unavailable_after', 'googlebot', 'bingbot', 'fediscope', 'thin', 'werkzeug', 'uvicorn', 'hypercorn'],
  ...[
    'kestrel',
    'asp',
    'net',
    'unix',
    'centos',
    'fedora',
    'alpine',
    'openssl',
    'next',
    'js',
    'node',
    'python',
  ],
]);

const word = /[\p{L}\p{M}][\p{L}\p{M}\p{N}_'’-]*/gu;
/** One or several, as repeated fields are joined. */
const numbers = /^[\d.,\s]{1,40}$/;
const httpDate =
  /^(?:[A-Z][a-z]{2}, \d{1,2} [A-Z][a-z]{2} \d{4} [\d:]{8} (?:GMT|UTC|[+-]\d{4})|[A-Z][a-z]{5,8}, \d{2}-[A-Z][a-z]{2}-\d{2} [\d:]{8} GMT|[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d [\d:]{8} \d{4})$/;
const dates: ReadonlySet<string> = new Set(['date', 'expires', 'last-modified', 'retry-after']);
const counts: ReadonlySet<string> = new Set([
  ...['age', 'content-length', 'x-ratelimit-limit', 'x-ratelimit-remaining', 'expires', 'retry-after'],
]);
/** Opaque, or links to pages of people. */
const unread: ReadonlySet<string> = new Set(['etag', 'link', 'content-language']);

/** Cookies by which products are known; any other name may be anybody's. */
const knownCookie =
  /^(?:_mastodon_session|__cf_bm|cf_clearance|_cfuvid|PHPSESSID|JSESSIONID|laravel_session|XSRF-TOKEN|csrftoken|sessionid|_csrf|datadome|aws-waf-token|incap_ses_\d+_\d+|visid_incap_\d+|AWSALB(?:CORS)?|wordpress_test_cookie|_pixelfed_session|pixelfed_session)$/;

/** Where redirects of servers lead that are no person's place. */
const knownPath =
  /^\/(?:|robots\.txt|login|auth\/sign_in|about|explore|home|nodeinfo\/\d\.\d(?:\.json)?|api\/v[12]\/instance|\.well-known\/(?:webfinger|nodeinfo|host-meta(?:\.json)?))\/?$/;

const passing: ReadonlySet<string> = new Set([...dates, ...counts, ...unread, 'location', 'cf-ray']);
const maxRemembered = 256;
/** By field. Most values are those of the software, the same at all servers that run it; those that tell a moment or a place are not. */
const rememberedBy = perCatalogue(
  (): ReadonlyMap<string, Recent<string, string>> =>
    new Map([...keptHeaders].filter(isShared).map((name) => [name, new Recent(200, () => true)])),
);

function isShared(name: string): boolean {
  return !passing.has(name);
}

/** The value of a header field with words of formats and products only, and the signs of software in it; what is left tells a rule as much. */
export function knownHeader(name: string, value: string, software: SoftwareCatalogue): string {
  const known = value.length > maxRemembered ? undefined : rememberedBy(software).get(name);
  const make = () => withSigns(name, value, software);
  return known === undefined ? make() : known.of(value, make);
}

function withSigns(name: string, value: string, software: SoftwareCatalogue): string {
  const known = withoutText(name, value);
  const signs = signWordsIn(name, value, software).filter(
    (sign) => !known.toLowerCase().includes(sign.toLowerCase()),
  );
  if (signs.length === 0) return known;
  let rest = value;
  for (const sign of signs) rest = without(rest, sign);
  return [withoutText(name, rest.trim()), ...signs].filter((part) => part !== '').join(' ');
}

/** A text without the first place where a sign stands in it, whatever its case. */
function without(value: string, sign: string): string {
  const at = value.toLowerCase().indexOf(sign.toLowerCase());
  return at === -1 ? value : value.slice(0, at) + value.slice(at + sign.length);
}

function withoutText(name: string, value: string): string {
  if (name === 'location') return knownLocation(value);
  if (unread.has(name)) return text;
  if (dates.has(name) && httpDate.test(value.trim())) return value;
  if (counts.has(name) && numbers.test(value)) return value;
  if (dates.has(name) || counts.has(name)) return text;
  if (name === 'cf-ray') return /^[0-9a-f]{16}(?:-[A-Z]{3})?$/.test(value) ? value : text;
  return value.replaceAll(word, (each) => (isFieldWord(each.toLowerCase()) ? each : '…'));
}

type Head = Pick<Exchange, 'responseHeaders' | 'cookieNames'>;

/** The header fields and cookies of an exchange, as they are kept. */
export function knownHead({ responseHeaders, cookieNames }: Head, software: SoftwareCatalogue): Head {
  const cookies = cookieNames.length === 0 ? cookieNames : knownCookies(cookieNames, software);
  return { responseHeaders: knownFields(responseHeaders, software), cookieNames: cookies };
}

/** Many heads have nothing but what is known, and need no copy. */
function knownFields(fields: Head['responseHeaders'], software: SoftwareCatalogue): Head['responseHeaders'] {
  let copy: Record<string, string> | undefined;
  for (const name in fields) {
    const value = fields[name] ?? '';
    const known = knownHeader(name, value, software);
    if (known === value) continue;
    copy ??= { ...fields };
    copy[name] = known;
  }
  return copy ?? fields;
}

function knownCookies(names: readonly string[], software: SoftwareCatalogue): readonly string[] {
  const cookies = names.map(
    (name) => signCookieOf(name, software) ?? (knownCookie.test(name) ? name : '[cookie]'),
  );
  return [...new Set(cookies)].toSorted();
}

function isFieldWord(folded: string): boolean {
  return fieldWords.has(folded) || answerWords.has(folded);
}

/** Where a redirect leads: the server, and the path where it is one that every server has. */
function knownLocation(value: string): string {
  const isPath = /^\/(?![/\\])/.test(value);
  const url = URL.parse(value, 'https://a.invalid');
  if (url === null || (!isPath && !parseTarget(value).ok)) return text;
  return `${isPath ? '' : url.origin}${knownPath.test(url.pathname) ? url.pathname : '/…'}`;
}
