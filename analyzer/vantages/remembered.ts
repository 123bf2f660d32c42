import type { Clock } from '../../model/clock.ts';
import type { KnownVantage, VantageReads } from '../../store/vantages.ts';

/** How long an answer is good for, in milliseconds. */
const goodMs = 60_000;

/** These reads, where it is asked once a minute at most which vantages there are: that takes a look at the whole schedule, and a pass comes every second. */
export function rememberedVantages(store: VantageReads, clock: Pick<Clock, 'elapsed'>): VantageReads {
  let known: readonly KnownVantage[] = [];
  let askedMs = Number.NEGATIVE_INFINITY;
  return {
    vantages: async () => {
      if (clock.elapsed() - askedMs < goodMs) return known;
      known = await store.vantages();
      askedMs = clock.elapsed();
      return known;
    },
    latestByVantage: (order) => store.latestByVantage(order),
  };
}
