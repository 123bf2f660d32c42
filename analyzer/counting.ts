import type { Clock } from '../model/clock.ts';
import type { Log } from '../model/log.ts';

/** After a count there is none for so many times as long as it took: it never has more than two percent of the store's time. */
const restFactor = 50;
/** The least time between two counts, in milliseconds. */
const leastRestMs = 10_000;

/** What is counted, and with what. */
export interface CountingDeps {
  /** In words, for the log. */
  readonly what: string;
  /** One count; it ends between two parts of its work where it is no longer wanted. */
  count(isWanted: () => boolean): Promise<void>;
  readonly clock: Clock;
  readonly log: Log;
}

/** Counts something in the store, again and again, beside other work. */
export interface Counting {
  /** Begins a count when it is time for one and none goes on. It fails in the log only. */
  look(): void;
  /** Counts now. @throws what the store throws. */
  count(): Promise<void>;
  /** Ends a count that goes on. */
  stop(): Promise<void>;
}

/** A keeper of one count. */
export function createCounting({ what, count: once, clock, log }: CountingDeps): Counting {
  let nextMs = Number.NEGATIVE_INFINITY;
  let isStopped = false;
  let going: Promise<void> | undefined;
  const count = async (): Promise<void> => {
    const began = clock.elapsed();
    try {
      await once(() => !isStopped);
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
        .catch((error: unknown) => log.error(`counting ${what} failed; it is tried again`, { error }))
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
