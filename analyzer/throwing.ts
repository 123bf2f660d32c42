import type { Host } from '../model/host.ts';
import type { Store } from '../store/store.ts';
import type { Analysis } from './analyze.ts';

/** Which server rules threw when a server was last judged: it is judged again only when it was observed again. */
export interface Throwing {
  /** Takes a pass of the analyzer; what it judged replaces what was known of these servers. */
  learn(pass: Pick<Analysis, 'judged' | 'bugs'>): void;
  /** At which servers each rule threw, sorted, by rule; servers that nobody watches any more are left out. */
  byRule(): Promise<ReadonlyMap<string, readonly Host[]>>;
}

/** Nothing threw so far. */
export function nothingThrew(store: Pick<Store, 'servers'>): Throwing {
  const byServer = new Map<Host, readonly string[]>();
  return {
    learn: ({ judged, bugs }) => {
      for (const host of judged) byServer.delete(host);
      for (const [host, some] of Map.groupBy(bugs, ({ server }) => server))
        byServer.set(
          host,
          some.map(({ rule }) => rule),
        );
    },
    byRule: async () => {
      if (byServer.size === 0) return new Map();
      const watched = (await store.servers([...byServer.keys()])).map(({ host }) => host).toSorted();
      const pairs = watched.flatMap((host) => (byServer.get(host) ?? []).map((rule) => ({ rule, host })));
      const byRule = Map.groupBy(pairs, ({ rule }) => rule);
      return new Map([...byRule].map(([rule, some]) => [rule, some.map(({ host }) => host)]));
    },
  };
}
