import type { Store } from '../../../../store/store.ts';
import { type CustomerPart, isTold } from './part.ts';

type ListReads = Pick<
  Store,
  | 'policiesAbout'
  | 'policiesOf'
  | 'policyChanges'
  | 'newestPolicyChanges'
  | 'policyChangesAbout'
  | 'hiddenLists'
  | 'newestReadings'
  | 'listStandings'
  | 'federationModes'
  | 'policyCoverage'
  | 'lastReadings'
  | 'listsRead'
  | 'publishingPeers'
  | 'isJudgeable'
  | 'listsReplayedUntil'
  | 'statedSizes'
>;

/** What lists say of own servers, and own servers of others. The lists of other customers' servers are told to nobody else. */
export function listReads(store: Store, part: CustomerPart): ListReads {
  const isOwn = (host: string | undefined) => part.own.some((own) => own === host);
  return {
    policiesAbout: async (subject, filter) =>
      isOwn(subject)
        ? (await store.policiesAbout(subject, filter)).filter(({ observer }) => isTold(part, observer))
        : [],
    policiesOf: async (observer, cut) => (isOwn(observer) ? store.policiesOf(observer, cut) : []),
    policyChanges: async (filter, cut) =>
      isOwn(filter.observer) || isOwn(filter.subject)
        ? (await store.policyChanges(filter, cut)).filter(({ observer }) => isTold(part, observer))
        : [],
    newestPolicyChanges: async (filter, limit) => {
      if (!isOwn(filter.observer) && !isOwn(filter.subject)) return { changes: [], left: 0 };
      const { changes, left } = await store.newestPolicyChanges(filter, limit);
      const told = changes.filter(({ observer }) => isTold(part, observer));
      // How many lists of others there are is told to nobody either.
      return { changes: told, left: told.length === changes.length ? left : 0 };
    },
    policyChangesAbout: async (servers, filter) => {
      const found = await store.policyChangesAbout(servers.filter(isOwn), filter);
      return { ...found, changes: found.changes.filter(({ change }) => isTold(part, change.observer)) };
    },
    hiddenLists: async () => {
      const found = await store.hiddenLists();
      return found.filter(({ server, observer }) => isOwn(server) && isTold(part, observer));
    },
    newestReadings: (observers) => store.newestReadings(observers.filter((host) => isTold(part, host))),
    listStandings: (observers) => store.listStandings(observers.filter((host) => isTold(part, host))),
    federationModes: (observers) => store.federationModes(observers.filter((host) => isTold(part, host))),
    policyCoverage: (at) => store.policyCoverage(at),
    lastReadings: (observers, until) =>
      store.lastReadings(
        observers.filter((host) => isTold(part, host)),
        until,
      ),
    listsRead: (period) => store.listsRead(period),
    publishingPeers: async (at) => (await store.publishingPeers(at)).filter(({ host }) => isTold(part, host)),
    isJudgeable: () => store.isJudgeable(),
    listsReplayedUntil: () => store.listsReplayedUntil(),
    statedSizes: (servers, at) =>
      store.statedSizes(
        servers.filter((host) => isTold(part, host)),
        at,
      ),
  };
}
