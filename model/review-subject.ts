import { canonicalJson } from './canonical-json.ts';
import type { Finding } from './finding.ts';
import type { Host } from './host.ts';
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

/** What one list says of one server, whenever it changes, as the review log names it. `server`: whom it is about. */
export function policySubject(
  { observer, source, origin }: Pick<KnownPolicy, 'observer' | 'source' | 'origin'>,
  subject: PolicySubject,
  server: Host,
): ReviewSubject {
  return { kind: 'policy-change', id: [observer, source, origin, subjectKey(subject)].join(' '), server };
}
