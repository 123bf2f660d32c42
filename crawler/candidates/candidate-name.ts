import { parse } from 'tldts';
import { type Host, type HostRefusal, parseHost } from '../../model/host.ts';
import type { CandidateRefusal } from './refusal.ts';

/** A name that may be a server's. `domain`: the registrable domain it stands under. */
export type CandidateName =
  | { readonly ok: true; readonly host: Host; readonly domain: string }
  | { readonly ok: false; readonly refusal: CandidateRefusal };

/** Endings that the public internet never has. Source: RFC 6761 §6, RFC 6762 §3, RFC 7686, RFC 8375, RFC 9476, ICANN (internal); I2P. */
const reservedEndings: ReadonlySet<string> = new Set([
  ...['test', 'example', 'invalid', 'localhost', 'local', 'onion', 'alt', 'internal', 'arpa', 'i2p'],
  ...['example.com', 'example.net', 'example.org'],
]);

const shapes: Readonly<Partial<Record<HostRefusal, CandidateRefusal>>> = {
  'ip-literal': 'ip-address',
  'has-port': 'has-port',
};

/** The host a server's text names, normalised, or why it can be no candidate. `isLab`: names that a lab leads elsewhere may have a reserved ending. */
export function candidateName(text: string, isLab: (host: Host) => boolean): CandidateName {
  const parsed = parseHost(text);
  if (!parsed.ok) return { ok: false, refusal: shapes[parsed.refusal] ?? 'not-a-name' };
  const { host } = parsed;
  const isReserved = hasReservedEnding(host);
  if (isReserved && !isLab(host)) return { ok: false, refusal: 'reserved-name' };
  const { domain, isIcann, isPrivate } = parse(host, { allowPrivateDomains: true, extractHostname: false });
  if (domain === null) return { ok: false, refusal: 'public-suffix' };
  if (!isReserved && isIcann !== true && isPrivate !== true) return { ok: false, refusal: 'unknown-ending' };
  return { ok: true, host, domain };
}

function hasReservedEnding(host: Host): boolean {
  const labels = host.split('.');
  return reservedEndings.has(labels.at(-1) ?? '') || reservedEndings.has(labels.slice(-2).join('.'));
}
