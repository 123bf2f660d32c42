import { type Confidence, confidenceIn } from '../../model/confidence.ts';
import { type KnownPolicy, type PolicyChange, subjectKey } from '../../model/policy.ts';
import type { KnownChange, ListStanding, PolicyAbout } from '../../store/policies/policy-reads.ts';
import type { Store } from '../../store/store.ts';

/** A policy with how sure we are of it. */
export interface RatedPolicy extends PolicyAbout {
  readonly confidence: Confidence;
}

/** A change with how sure we are of it. */
export interface RatedChange extends KnownChange {
  readonly confidence: Confidence;
}

/** Policies with how sure we are of each, by what became of their lists. */
export async function ratePolicies(
  store: Pick<Store, 'listStandings'>,
  policies: readonly PolicyAbout[],
): Promise<readonly RatedPolicy[]> {
  const lists = await listsOf(store, policies);
  return policies.map((policy) => {
    const { source, by, partial, firstSeen, lastSeen, unseen = false } = policy;
    const state = lists.get(listKey(policy))?.state;
    const readable = state === 'published' || state === 'partial';
    const again = lastSeen > firstSeen;
    const confidence = confidenceIn({ source, by, partial, again, readable, unseen });
    return { ...policy, confidence };
  });
}

/**
 * Changes with how sure we are of each. `changes`: oldest first, with all that came after the one that is rated, as far as that is known: one that the next
 * reading took back was found once. `policies`: what is known of their entries; what newer readings cannot tell of was not found by them. Without them that
 * is not looked at.
 */
export async function rateChanges(
  store: Pick<Store, 'listStandings'>,
  changes: readonly KnownChange[],
  policies: readonly KnownPolicy[] = [],
): Promise<readonly RatedChange[]> {
  const lists = await listsOf(store, changes);
  // Changes are told of lists that were read whole.
  const unseen = policies.filter((policy) => policy.unseen === true && !policy.partial);
  const seenUntil = new Map(unseen.map((policy) => [entryKey(policy), policy.lastSeen]));
  const later = new Map<string, Later>();
  const rate = (change: KnownChange): RatedChange => {
    const key = entryKey(change);
    const next = later.get(key);
    const { source, by, changedAt, previousAt } = change;
    // One change of a domain may be about several servers.
    const isSame = next?.changedAt === changedAt;
    const newest = seenUntil.get(key) ?? lists.get(listKey(change))?.publishedAt;
    const readUntil = isSame ? next.readUntil : (next?.previousAt ?? newest);
    later.set(key, { changedAt, previousAt, readUntil });
    // Only published readings are compared, and what was read then stays read.
    const again = readUntil !== undefined && readUntil > changedAt;
    const known = { partial: false, readable: true, unseen: false, again };
    return { ...change, confidence: confidenceIn({ source, by, ...known }) };
  };
  return changes.toReversed().map(rate).toReversed();
}

/** A change that came later, and until when readings found what it says. Undefined: the list has none. */
interface Later extends Pick<KnownChange, 'changedAt' | 'previousAt'> {
  readonly readUntil: string | undefined;
}

type ListKey = Pick<ListStanding, 'observer' | 'source' | 'origin'>;

async function listsOf(
  store: Pick<Store, 'listStandings'>,
  told: readonly ListKey[],
): Promise<ReadonlyMap<string, ListStanding>> {
  if (told.length === 0) return new Map();
  const observers = [...new Set(told.map(({ observer }) => observer))];
  return new Map((await store.listStandings(observers)).map((list) => [listKey(list), list]));
}

function listKey({ observer, source, origin }: ListKey): string {
  return JSON.stringify([observer, source, origin]);
}

/** Equal for what is about one entry of one list; changes of its mode are about one. */
export function entryKey({ subject, ...list }: ListKey & Pick<PolicyChange, 'subject'>): string {
  return `${listKey(list)} ${subject === undefined ? '' : subjectKey(subject)}`;
}
