import type { KnownPolicy } from '../../model/policy.ts';
import type { KnownChange } from '../../store/policies/policy-reads.ts';
import type { Store } from '../../store/store.ts';
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
      // A reading after the instant found it.
      const then = one.lastSeen > at ? notYetUnseen(one) : one;
      return next?.kind === 'level-changed' && next.before !== undefined ? { ...then, ...next.before } : then;
    });
}

/** What newer readings cannot tell was known then. */
function notYetUnseen<Policy extends KnownPolicy>(one: Policy): Policy {
  const { unseen: _, ...known } = one;
  // as: what was left out may be absent
  return known as Policy;
}

/**
 * What stood at an instant, as it was known then: what was found unseen only after it was not so yet. A server has one list of its own, however it was read;
 * lists of others stand side by side.
 */
export async function knownThen<Policy extends KnownPolicy>(
  store: Pick<Store, 'lastReadings'>,
  standing: readonly Policy[],
  at: string,
): Promise<readonly Policy[]> {
  const open = standing.filter(({ unseen }) => unseen === true);
  if (open.length === 0) return standing;
  const readings = await store.lastReadings(
    open.map(({ observer }) => observer),
    at,
  );
  const listsOf = ({ observer, source, origin }: KnownPolicy) =>
    readings.filter(
      (list) =>
        list.observer === observer && list.source === source && (source === 'api' || list.origin === origin),
    );
  // Where readings are kept no more, nobody can tell when it was found unseen.
  const isNewest = (one: Policy) =>
    listsOf(one).length > 0 && listsOf(one).every(({ readAt }) => readAt <= one.lastSeen);
  return standing.map((one) => (one.unseen === true && isNewest(one) ? notYetUnseen(one) : one));
}

/** Did the list have the entry at an instant? Instants are RFC 3339 in UTC, which sorts as text. */
function stoodAt({ firstSeen, endedAt }: KnownPolicy, at: string): boolean {
  return firstSeen <= at && (endedAt === undefined || endedAt > at);
}
