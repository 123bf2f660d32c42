import { type Clock, instant } from '../../model/clock.ts';
import type { Log } from '../../model/log.ts';
import type { Store } from '../../store/store.ts';

/** After a count there is none for so many times as long as it took: it never has more than two percent of the store's time. */
const restFactor = 50;
/** The least time between two counts, in milliseconds. */
const leastRestMs = 10_000;

/** What counting needs. */
export interface TallyDeps {
  readonly store: Pick<Store, 'tallyNetwork'>;
  readonly clock: Clock;
  readonly log: Log;
}

/** Counts who rejects whom, again and again, beside other work. */
export interface Tallies {
  /** Begins a count when it is time for one and none goes on. It fails in the log only. */
  look(): void;
  /** Counts now. @throws what the store throws. */
  count(): Promise<void>;
  /** Ends a count that goes on; it writes nothing. */
  stop(): Promise<void>;
}

/** A keeper of the network's tally. */
export function createTallies({ store, clock, log }: TallyDeps): Tallies {
  let nextMs = Number.NEGATIVE_INFINITY;
  let isStopped = false;
  let going: Promise<void> | undefined;
  const count = async (): Promise<void> => {
    const began = clock.elapsed();
    try {
      await store.tallyNetwork({ at: instant(clock.now()), isWanted: () => !isStopped });
    } finally {
      const ended = clock.elapsed();
      nextMs = ended + Math.max(leastRestMs, restFactor * (ended - began));
    }
  };
  return {
    count,
    look: () => {
      if (isStopped || going !== undefined || clock.elapsed() < nextMs) return;
      going = count()
        .catch((error: unknown) =>
          log.error('counting who rejects whom failed; it is tried again', { error }),
        )
        .finally(() => {
          going = undefined;
        });
    },
    stop: async () => {
      isStopped = true;
      await going;
    },
  };
}
