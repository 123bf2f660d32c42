import { canonicalJson } from './canonical-json.ts';
import type { Finding } from './finding.ts';
import type { Host } from './host.ts';
import { domainDigest } from './masking.ts';
import { type KnownPolicy, type PolicySubject, subjectKey } from './policy.ts';
import type { ReviewSubject } from './review.ts';

/** A finding as the review log names it. */
export function findingSubject({
  rule,
  labels,
  server,
}: Pick<Finding, 'rule' | 'labels' | 'server'>): ReviewSubject {
  const id = labels === undefined ? rule : `${rule} ${canonicalJson(labels)}`;
  return { kind: 'finding', id, server };
}

type ListName = Pick<KnownPolicy, 'observer' | 'source' | 'origin'>;

/** What one list says of one server, whenever it changes, as the review log names it. `server`: whom it is about. */
export function policySubject(
  { observer, source, origin }: ListName,
  subject: PolicySubject,
  server: Host,
): ReviewSubject {
  return { kind: 'policy-change', id: [observer, source, origin, subjectKey(subject)].join(' '), server };
}

/** That a server federates in another mode: one event of one server. `hosted`: the server, where it is one of ours; of a peer it concerns nobody more than others. */
export function modeSubject({ observer, source, origin }: ListName, hosted: boolean): ReviewSubject {
  const id = [observer, source, origin, 'mode'].join(' ');
  return { kind: 'policy-change', id, ...(hosted && { server: observer }) };
}

/** That a list against a server can be read no more. */
export function hiddenSubject({ observer, source, origin }: ListName, server: Host): ReviewSubject {
  return { kind: 'policy-change', id: [observer, source, origin, 'hidden'].join(' '), server };
}

/** Does a subject name a server: as the one it concerns, as who says something, or as whom it is about? */
export function namesServer({ kind, id, server }: ReviewSubject, host: Host): boolean {
  if (kind === 'rows') return false;
  const keys = new Set([host, `*.${host}`, `*${host}`, `sha256:${domainDigest(host)}`]);
  return server === host || id.split(/[^a-z0-9.:*-]+/i).some((word) => keys.has(word));
}
