import type { KnownPolicy } from '../../model/policy.ts';
import type { KnownChange } from '../../store/policy-reads.ts';
import { entryKey } from './confidence.ts';

/**
 * What stood on the lists at an instant, RFC 3339, as it was then. `policies`: with those that ended. `changes`: oldest first, with all that came after the
 * instant; a level that changed since is that of before.
 */
export function standingAt<Policy extends KnownPolicy>(
  policies: readonly Policy[],
  changes: readonly KnownChange[],
  at: string,
): readonly Policy[] {
  const later = new Map<string, KnownChange>();
  for (const change of changes)
    if (change.changedAt > at && !later.has(entryKey(change))) later.set(entryKey(change), change);
  return policies
    .filter((one) => stoodAt(one, at))
    .map((one) => {
      // Parts of lists are compared with nothing.
      const next = one.partial ? undefined : later.get(entryKey(one));
      const then = one.lastSeen > at ? seenAfter(one) : one;
      return next?.kind === 'level-changed' && next.before !== undefined ? { ...then, ...next.before } : then;
    });
}

/** A reading after the instant found it: what newer ones cannot tell was known then. */
function seenAfter<Policy extends KnownPolicy>(one: Policy): Policy {
  const { unseen: _, ...known } = one;
  // as: what was left out may be absent
  return known as Policy;
}

/** Did the list have the entry at an instant? Instants are RFC 3339 in UTC, which sorts as text. */
function stoodAt({ firstSeen, endedAt }: KnownPolicy, at: string): boolean {
  return firstSeen <= at && (endedAt === undefined || endedAt > at);
}
