import { parseHost } from '../../model/host.ts';
import { forgeOf } from '../../model/licence/forge-host.ts';
import type { SourceOffer } from '../../model/licence/offer.ts';
import { readOfferPath } from './offer-path.ts';

/** An address of source in its one spelling. */
export type OfferAddress = Pick<SourceOffer, 'url' | 'kind' | 'reference'>;

const maxLength = 500;
/** Longer texts are not even parsed. */
const maxTextLength = 2048;
const maxReferenceLength = 250;

/** `git@host:path` and `ssh://git@host/path`: the same repository is read by https. */
const overSsh = /^(?:ssh:\/\/)?git@([^\s/:@]+)[:/]+([^\s]+)$/;
const overGit = /^git(?:\+https?)?:\/\//;

/** Query members that tell who sent somebody, not what is shown. */
const tracking =
  /^(?:utm_.*|ref|ref_src|ref_source|source|referrer|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|mtm_.*|pk_.*|si|tab)$/i;
/** Where an address names a person. */
const person = /\/(?:@|%40)|mailto:|[\w.+-]+(?:@|%40)[\w-]+\.[\w.-]+/i;

/**
 * The address of source that a text is. Undefined: it is none that anybody could follow, it names a person, or it is too long.
 * `base`: what a relative address is relative to.
 */
export function offerAddress(text: string, base?: string): OfferAddress | undefined {
  const trimmed = text.trim();
  if (trimmed === '' || trimmed.length > maxTextLength) return undefined;
  const url = URL.parse(overHttps(trimmed), base);
  if (url === null || !isWeb(url) || !parseHost(url.hostname).ok) return undefined;
  const plain = withoutExtras(url);
  if (person.test(plain.pathname + plain.search)) return undefined;
  return addressOf(plain);
}

function overHttps(text: string): string {
  const [, host, path] = overSsh.exec(text) ?? [];
  return host === undefined ? text.replace(overGit, 'https://') : `https://${host}/${path}`;
}

function isWeb({ protocol }: URL): boolean {
  return protocol === 'https:' || protocol === 'http:';
}

/** Credentials, fragment and tracking go; a known forge shows the same whatever stands behind the question mark, cgit aside. To set a part parses the whole anew, so only what is there is taken off. */
function withoutExtras(url: URL): URL {
  if (url.username !== '') url.username = '';
  if (url.password !== '') url.password = '';
  if (url.hash !== '') url.hash = '';
  if (url.hostname.endsWith('.')) url.hostname = url.hostname.replace(/\.$/, '');
  const forge = forgeOf(url.hostname);
  if (forge !== undefined && url.hostname.startsWith('www.'))
    url.hostname = url.hostname.replace(/^www\./, '');
  if (forge !== undefined && url.port === '' && url.protocol !== 'https:') url.protocol = 'https:';
  if (url.search === '') return url;
  for (const name of [...url.searchParams.keys()])
    if (tracking.test(name) || (forge !== undefined && forge !== 'cgit')) url.searchParams.delete(name);
  return url;
}

function addressOf(url: URL): OfferAddress | undefined {
  const path = url.pathname.replaceAll(/\/{2,}/g, '/').replace(/\/+$/, '');
  const read = readOfferPath(url.hostname, path);
  const address = `${url.origin}${read.path}${url.search}`;
  const reference = read.reference === undefined ? undefined : decoded(read.reference);
  if (address.length > maxLength || (reference?.length ?? 0) > maxReferenceLength) return undefined;
  return { url: address, kind: read.kind, ...(reference !== undefined && { reference }) };
}

function decoded(reference: string): string {
  try {
    return decodeURIComponent(reference);
  } catch {
    return reference; // Remote text that is not percent-encoded; it is a reference as it stands.
  }
}
