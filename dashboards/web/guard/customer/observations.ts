import type { Store } from '../../../../store/store.ts';
import { type CustomerPart, isTold, ownAmong } from './part.ts';

type ObservationReads = Pick<
  Store,
  | 'lastScheduled'
  | 'lastAlive'
  | 'latest'
  | 'latestInTurn'
  | 'latestBefore'
  | 'firstSince'
  | 'newestWithData'
  | 'past'
  | 'earlier'
  | 'history'
  | 'observation'
  | 'evidence'
  | 'wasSeenAt'
  | 'replayedUntil'
  | 'newestObservation'
>;

/** What was seen at own servers. */
export function observationReads(store: Store, part: CustomerPart): ObservationReads {
  const isOwn = (host: string) => part.own.some((own) => own === host);
  return {
    lastScheduled: (vantage, servers) => store.lastScheduled(vantage, ownAmong(part, servers)),
    lastAlive: (servers) => store.lastAlive(ownAmong(part, servers)),
    latest: (servers) => store.latest(ownAmong(part, servers)),
    latestInTurn: (servers) => store.latestInTurn(ownAmong(part, servers)),
    latestBefore: async (server, at) => (isOwn(server) ? store.latestBefore(server, at) : []),
    firstSince: async (order) => (isOwn(order.server) ? store.firstSince(order) : []),
    // What a peer says of itself is asked for to weigh its list against an own server.
    newestWithData: (probe, servers) =>
      store.newestWithData(
        probe,
        servers.filter((host) => isTold(part, host)),
      ),
    past: (order) => store.past({ ...order, servers: ownAmong(part, order.servers) }),
    earlier: (order) => store.earlier({ ...order, servers: ownAmong(part, order.servers) }),
    history: async (server, limit) => (isOwn(server) ? store.history(server, limit) : []),
    observation: async (id) => {
      const found = await store.observation(id);
      return found !== undefined && isOwn(found.server) ? found : undefined;
    },
    evidence: async (kept) => ((await store.wasSeenAt(kept, part.own)) ? store.evidence(kept) : undefined),
    wasSeenAt: (kept, servers) => store.wasSeenAt(kept, ownAmong(part, servers)),
    replayedUntil: (servers) => store.replayedUntil(ownAmong(part, servers)),
    newestObservation: async () => {
      const made = (await store.latest(part.own)).filter(
        ({ outcome, replayed }) => outcome !== 'missed' && !replayed,
      );
      return made
        .map(({ startedAt }) => startedAt)
        .toSorted()
        .at(-1);
    },
  };
}
