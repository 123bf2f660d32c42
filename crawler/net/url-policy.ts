import { type Host, hostRefusals, parseHost } from '../../model/host.ts';

/** A URL we may ask, in its canonical spelling and without a fragment. */
export interface Target {
  readonly url: URL;
  readonly host: Host;
}

/** `detail`: our own words on why not. */
export type ParsedTarget =
  | { readonly ok: true; readonly target: Target }
  | { readonly ok: false; readonly detail: string };

/** Longer ones are never asked for. */
export const maxUrlLength = 2048;

/** Names that no public resolver has, and that lead to something local where one answers. Source: RFC 6761, RFC 6762, RFC 7686, RFC 9476, ICANN on `internal`. */
const localNames: ReadonlySet<string> = new Set(['localhost', 'local', 'internal', 'onion', 'i2p', 'alt']);

/** The one policy for every URL: of a probe, of a redirect, of a link in a document. `base`: what a relative URL is relative to. */
export function parseTarget(text: string, base?: URL): ParsedTarget {
  if (text.length > maxUrlLength) return refuse('the URL is longer than 2,048 characters');
  const url = URL.parse(text, base?.href);
  if (url === null) return refuse('the text is not a URL');
  // To set a part parses the whole anew, and most URLs are as they shall be.
  if (url.href.includes('#')) url.hash = '';
  return refuseShape(url) ?? parseNamed(url);
}

function refuse(detail: string): ParsedTarget {
  return { ok: false, detail };
}

function refuseShape(url: URL): ParsedTarget | undefined {
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    return refuse('the URL is neither https nor http');
  if (url.username !== '' || url.password !== '') return refuse('the URL carries a user name or password');
  if (url.port !== '') return refuse('the URL names a port');
  return url.href.length > maxUrlLength ? refuse('the URL is longer than 2,048 characters') : undefined;
}

/** Why a name is none of the public network. Undefined: it may be one. */
export function whyLocal(host: Host): string | undefined {
  const lastLabel = host.slice(host.lastIndexOf('.') + 1);
  return localNames.has(lastLabel) ? `names under .${lastLabel} are not public` : undefined;
}

function parseNamed(url: URL): ParsedTarget {
  const parsed = parseHost(url.hostname);
  if (!parsed.ok) return refuse(`the host of the URL is refused: ${hostRefusals[parsed.refusal]}`);
  const local = whyLocal(parsed.host);
  if (local !== undefined) return refuse(local);
  if (url.hostname !== parsed.host) url.hostname = parsed.host;
  return { ok: true, target: { url, host: parsed.host } };
}
