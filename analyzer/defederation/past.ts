import type { KnownChange, PolicyAbout } from '../../store/policy-reads.ts';
import { entryKey } from './confidence.ts';
import { stoodAt } from './reach.ts';

/**
 * What stood on the lists at an instant, RFC 3339, as it was then. `policies`: with those that ended. `changes`: oldest first, with all that came after the
 * instant; a level that changed since is that of before.
 */
export function standingAt(
  policies: readonly PolicyAbout[],
  changes: readonly KnownChange[],
  at: string,
): readonly PolicyAbout[] {
  const later = new Map<string, KnownChange>();
  for (const change of changes)
    if (change.changedAt > at && !later.has(entryKey(change))) later.set(entryKey(change), change);
  return policies
    .filter((one) => stoodAt(one, at))
    .map((one) => {
      // Parts of lists are compared with nothing.
      const next = one.partial ? undefined : later.get(entryKey(one));
      return next?.kind === 'level-changed' && next.before !== undefined ? { ...one, ...next.before } : one;
    });
}
