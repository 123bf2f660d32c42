import { isIP } from 'node:net';
import { parseHost } from '../../model/host.ts';
import type { PolicySubject, RowRefusal } from '../../model/policy.ts';

/** Whom a row is about, or why nobody can say. */
export type ReadSubject =
  | { readonly ok: true; readonly subject: PolicySubject }
  | { readonly ok: false; readonly refusal: RowRefusal };

const maxLength = 300;
/** A wildcard: labels of letters, digits, hyphens and wildcards, any script. */
const patternShape = /^[\p{L}\p{N}*?[\]!_.-]+$/u;
/** What is left of a name behind a mask. */
const maskShape = /^[\p{L}\p{N}*_.-]+$/u;

/** The name or wildcard in a cell, normalised. Scheme, path, port, a leading `@` and a final dot go; other scripts become A-labels, so that look-alikes stay apart. */
export function readSubject(text: string): ReadSubject {
  if (text.length > maxLength) return { ok: false, refusal: 'not-a-host' };
  const bare = bareName(text);
  if (isAddress(bare)) return { ok: false, refusal: 'address' };
  if (/[*?[\]]/.test(bare)) return readPattern(bare);
  const parsed = parseHost(bare);
  if (parsed.ok) return { ok: true, subject: { kind: 'host', host: parsed.host } };
  return { ok: false, refusal: parsed.refusal === 'ip-literal' ? 'address' : 'not-a-host' };
}

/** A name that its publisher masked. `sha256`: empty, where only the mask is published. */
export function maskedSubject(mask: string, sha256: string): ReadSubject {
  const shown = mask.trim().toLowerCase();
  if (shown.length > maxLength || !maskShape.test(shown)) return { ok: false, refusal: 'not-a-host' };
  return { ok: true, subject: { kind: 'digest', sha256, mask: shown } };
}

function readPattern(bare: string): ReadSubject {
  const pattern = bare.toLowerCase().normalize('NFC');
  return patternShape.test(pattern)
    ? { ok: true, subject: { kind: 'pattern', pattern } }
    : { ok: false, refusal: 'not-a-host' };
}

/** Source: what admins paste, and mastodon:app/models/concerns/domain_normalizable.rb. */
function bareName(text: string): string {
  return text
    .trim()
    .replace(/^[a-z][a-z0-9+.-]*:\/\//i, '')
    .replace(/^@/, '')
    .replace(/[/#].*$/s, '')
    .replace(/(?<=[^:]):\d{1,5}$/, '')
    .replace(/\.$/, '');
}

function isAddress(bare: string): boolean {
  return isIP(bare.replace(/^\[|\]$/g, '')) !== 0;
}
