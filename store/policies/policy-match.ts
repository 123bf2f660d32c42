import type { Naming } from '../../model/confidence.ts';
import type { Host } from '../../model/host.ts';
import { domainDigest, isNamed } from '../../model/masking.ts';
import type { PolicyAbout } from './policy-reads.ts';
import type { ChangeRow } from './policy-row.ts';
import { wildcardsOf } from './policy-wildcards.ts';

/** A name and every domain above it that has at least two labels, nearest first. */
function selfAndAbove(host: Host): readonly Host[] {
  const labels = host.split('.');
  // What is left of a host is one while it has two labels.
  return labels.slice(0, -1).map((_, from) => labels.slice(from).join('.') as Host);
}

/** The subjects that are the server and nobody else. */
export function ownKeys(host: Host): readonly string[] {
  return [host, `sha256:${domainDigest(host)}`];
}

/** Every subject that may be about a server: its name and the domains above it, each plain and as a digest, and wildcards. None stands there twice. */
export function subjectKeys(host: Host): readonly string[] {
  const names = selfAndAbove(host).flatMap((name) => [name, `sha256:${domainDigest(name)}`]);
  return [...new Set([...names, ...wildcardsOf(host).map(({ pattern }) => pattern)])];
}

/** How the row is about the server. Undefined: its list names a domain above it and does not cover subdomains, its wildcard means others there, or the mask is of another name. */
export function matchOf(
  row: Pick<ChangeRow, 'subject' | 'subject_kind' | 'mask' | 'covers' | 'origin'>,
  host: Host,
): PolicyAbout['by'] | undefined {
  const above = selfAndAbove(host);
  if (row.subject_kind === 'pattern') {
    const isMeant = wildcardsOf(host).some(
      ({ pattern, origins }) => pattern === row.subject && (origins?.includes(row.origin) ?? true),
    );
    return isMeant ? 'parent' : undefined;
  }
  if (row.subject === host) return 'name';
  if (row.subject_kind === 'host') return row.covers === 'subdomains' ? 'parent' : undefined;
  const sha256 = row.subject.slice('sha256:'.length);
  const named = above.find((name) => isNamed(name, { sha256, ...(row.mask !== '' && { mask: row.mask }) }));
  if (named === undefined) return undefined;
  if (named === host) return 'digest';
  return row.covers === 'subdomains' ? 'parent' : undefined;
}

/** How a change says whom it is about, by itself. A wildcard means what it says. */
export function namingOf({
  subject,
  subject_kind: kind,
}: Pick<ChangeRow, 'subject' | 'subject_kind'>): Naming {
  if (kind === 'none') return 'everyone';
  if (kind !== 'digest') return 'name';
  return subject.startsWith('mask:') ? 'mask' : 'digest';
}
