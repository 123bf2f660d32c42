import type { Host } from '../../model/host.ts';
import type { WatchedServer } from '../../model/server.ts';

/** Why a server is not looked at when a person asks. `resting`: it wants, or has earned, a pause. `too-soon`: somebody asked just now. */
export interface RecheckRefusal {
  readonly refused: 'resting' | 'too-soon';
  /** From when on it would be looked at, in epoch milliseconds. Infinity: never, as its whole site is gone. */
  readonly untilMs: number;
}

/** Least time between two re-checks of a server that is not ours by contract. */
const leastMs = 10 * 60_000;

/** What people have asked for, so that a button is no way around our manners. Hosted servers are only limited by the one visit at a time. */
export class Rechecks {
  readonly #askedMs = new Map<Host, number>();

  /** Undefined: it may be looked at now. `restMs`: before which moment restraint would not visit it; absent: it would. */
  refusal({ host, role }: WatchedServer, nowMs: number, restMs = nowMs): RecheckRefusal | undefined {
    if (role === 'hosted') return undefined;
    if (restMs > nowMs) return { refused: 'resting', untilMs: restMs };
    const untilMs = (this.#askedMs.get(host) ?? Number.NEGATIVE_INFINITY) + leastMs;
    // What was asked in the future was asked by a clock that has been set back since.
    return untilMs > nowMs && untilMs <= nowMs + leastMs ? { refused: 'too-soon', untilMs } : undefined;
  }

  /** A person's wish was granted. Those that no longer matter are forgotten. */
  note({ host }: WatchedServer, nowMs: number): void {
    for (const [known, askedMs] of this.#askedMs) {
      if (askedMs + leastMs > nowMs) break;
      this.#askedMs.delete(known);
    }
    this.#askedMs.delete(host);
    this.#askedMs.set(host, nowMs);
  }
}
