import {
  type RatedChange,
  type RatedPolicy,
  rateChanges,
  ratePolicies,
} from '../../../analyzer/defederation/confidence.ts';
import { instant } from '../../../model/clock.ts';
import type { Host } from '../../../model/host.ts';
import type { Consent, Observation } from '../../../model/observation.ts';
import type { Reading } from '../../../model/policy.ts';
import type { PeerRelations } from '../../../store/relations.ts';
import type { Store } from '../../../store/store.ts';

const changedForMs = 90 * 86_400_000;
const changesShown = 50;
/** Of a peer: whether it answers, and its list. */
const looked: ReadonlySet<string> = new Set(['dns', 'tls', 'policies']);

/** All that is known between a hosted server and a peer. */
export interface Relation {
  readonly server: Host;
  readonly peer: Host;
  /** Under what the hosted server is watched. */
  readonly consent: Consent;
  readonly relations: PeerRelations;
  /** What the peer's lists say of the hosted server. */
  readonly theirs: readonly RatedPolicy[];
  /** What the hosted server's list says of the peer. */
  readonly own: readonly RatedPolicy[];
  readonly readings: readonly Reading[];
  /** The newest of each of the two, oldest first. */
  readonly changes: readonly RatedChange[];
  /** How many older changes of the last 90 days are left out. */
  readonly changesLeft: number;
  /** The newest observations of the peer that tell whether it answers, and what its list is. */
  readonly looks: readonly Observation[];
  /** Where the replayed histories of the two end; none: all was seen live. */
  readonly replayedUntil: readonly string[];
}

/** Which two. `nowMs`: epoch milliseconds. */
export interface RelationQuestion {
  readonly server: Host;
  readonly peer: Host;
  readonly nowMs: number;
}

/** What is known between two servers. Absent: the one is not hosted here, or the other is no peer that is watched. */
export async function readRelation(
  store: Store,
  { server, peer, nowMs }: RelationQuestion,
): Promise<Relation | undefined> {
  const [ours] = await store.serversOf({ role: 'hosted', hosts: [server] }, { limit: 1, offset: 0 });
  const [relations] = (await store.relations({ peer }, { limit: 1, offset: 0 })).peers;
  if (ours === undefined || relations === undefined) return undefined;
  const since = instant(nowMs - changedForMs);
  const [theirs, own, readings, changed, changedBack, latest, replayed] = await Promise.all([
    store.policiesAbout(server),
    store.policiesAbout(peer),
    store.newestReadings([server, peer]),
    store.newestPolicyChanges({ since, observer: peer, subject: server }, changesShown),
    store.newestPolicyChanges({ since, observer: server, subject: peer }, changesShown),
    store.latest([peer]),
    store.replayedUntil([server, peer]),
  ]);
  return {
    server,
    peer,
    consent: ours.consent,
    relations,
    theirs: await ratePolicies(
      store,
      theirs.filter(({ observer }) => observer === peer),
    ),
    own: await ratePolicies(
      store,
      own.filter(({ observer }) => observer === server),
    ),
    readings,
    changes: await rateChanges(
      store,
      [...changed.changes, ...changedBack.changes].toSorted((a, b) => (a.changedAt < b.changedAt ? -1 : 1)),
      [...theirs, ...own],
    ),
    changesLeft: changed.left + changedBack.left,
    looks: latest.filter(({ probe }) => looked.has(probe)),
    replayedUntil: [...replayed.values()],
  };
}
