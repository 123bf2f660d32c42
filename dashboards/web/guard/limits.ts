/** How much one key may do. `most`: at once. `everyMs`: after which one more is allowed. */
export interface LimitOptions {
  readonly most: number;
  readonly everyMs: number;
  /** Keys that are remembered; the one that was idle longest is forgotten first. */
  readonly keys?: number;
}

/** Counts what keys do. */
export interface Limit {
  /** Takes one. Undefined: it was there; else the milliseconds until the next one is. */
  take(key: string, nowMs: number): number | undefined;
  /** As `take`, without taking. */
  wait(key: string, nowMs: number): number | undefined;
}

const keysByDefault = 10_000;

/** A token bucket for each key, in bounded memory. */
export function createLimit({ most, everyMs, keys = keysByDefault }: LimitOptions): Limit {
  /** When each bucket will be full again, epoch milliseconds; those used last are last. */
  const fullAt = new Map<string, number>();
  const wait = (key: string, nowMs: number): number | undefined => {
    const debtMs = Math.max(nowMs, fullAt.get(key) ?? nowMs) - nowMs;
    const excessMs = debtMs - (most - 1) * everyMs;
    return excessMs > 0 ? excessMs : undefined;
  };
  const take = (key: string, nowMs: number): number | undefined => {
    const waitMs = wait(key, nowMs);
    const full = Math.max(nowMs, fullAt.get(key) ?? nowMs);
    fullAt.delete(key);
    if (fullAt.size >= keys) fullAt.delete(fullAt.keys().next().value ?? '');
    fullAt.set(key, waitMs === undefined ? full + everyMs : full);
    return waitMs;
  };
  return { take, wait };
}

/** What the site limits. Log-ins: failures of an address. Reads: by account at an address. Writes: by account and by address. Rebuttals: by account and server. */
export interface Limits {
  readonly failures: Limit;
  readonly reads: Limit;
  readonly writesOfAccount: Limit;
  readonly writesFromAddress: Limit;
  /** Each is a row of a log from which nothing goes away. */
  readonly rebuttals: Limit;
  /** Log-ins at another place that were begun. */
  readonly journeys: Limit;
  /** Likewise, that came back: each is a row of the log of acts, also when nobody left. */
  readonly returns: Limit;
}

/** Nobody did anything yet. */
export function createLimits(): Limits {
  return {
    failures: createLimit({ most: 10, everyMs: 60_000 }),
    reads: createLimit({ most: 300, everyMs: 200 }),
    writesOfAccount: createLimit({ most: 60, everyMs: 1_000 }),
    writesFromAddress: createLimit({ most: 120, everyMs: 500 }),
    rebuttals: createLimit({ most: 10, everyMs: 120_000 }),
    journeys: createLimit({ most: 20, everyMs: 15_000 }),
    returns: createLimit({ most: 20, everyMs: 15_000 }),
  };
}
