import { setTimeout as sleep } from 'node:timers/promises';
import PQueue from 'p-queue';
import type { Clock } from '../../model/clock.ts';
import type { Host } from '../../model/host.ts';
import { failureOfAbort } from './watch.ts';

/** One host's traffic, of all visits together. */
interface Lane {
  readonly queue: PQueue;
  /** Monotonic milliseconds of the last start. */
  lastStart: number;
}

/** When a piece of work may start. `notBefore`: monotonic milliseconds. */
export interface Turn {
  readonly intervalMs: number;
  readonly notBefore: number;
  readonly signal: AbortSignal;
}

/** Idle lanes that are kept for their last start. */
const maxIdleLanes = 5_000;

/** Who may send when: one thing at a time to a host, a least interval between its starts, and a cap over all hosts. */
export class Lanes {
  readonly #lanes = new Map<Host, Lane>();
  readonly #all: PQueue;
  readonly #clock: Clock;

  constructor(concurrency: number, clock: Clock) {
    this.#all = new PQueue({ concurrency });
    this.#clock = clock;
  }

  /**
   * Runs the work when its host's turn has come. The turn lasts until the work has really ended, also after an abort.
   * @throws {ProbeFailure} of the signal, when it fires before the work starts.
   */
  run<T>(host: Host, turn: Turn, work: () => Promise<T>): Promise<T> {
    const lane = this.#laneOf(host);
    return enqueue(lane.queue, turn.signal, async () => {
      await this.#waitFor(lane, turn);
      return enqueue(this.#all, turn.signal, () => {
        lane.lastStart = this.#clock.elapsed();
        return work();
      });
    });
  }

  async #waitFor(lane: Lane, { intervalMs, notBefore, signal }: Turn): Promise<void> {
    const due = Math.max(lane.lastStart + intervalMs, notBefore);
    const waitMs = Math.ceil(due - this.#clock.elapsed());
    if (!(waitMs > 0)) return;
    try {
      // Node's timers may fire up to a millisecond early.
      await sleep(waitMs + 1, undefined, { signal });
    } catch {
      // The only rejection of this sleep is the signal's.
      throw failureOfAbort(signal);
    }
  }

  #laneOf(host: Host): Lane {
    const lane = this.#lanes.get(host) ?? {
      queue: new PQueue({ concurrency: 1 }),
      lastStart: Number.NEGATIVE_INFINITY,
    };
    // The map's order is the order of use, so the first ones are the longest unused.
    this.#lanes.delete(host);
    this.#lanes.set(host, lane);
    if (this.#lanes.size > maxIdleLanes) this.#dropIdle();
    return lane;
  }

  #dropIdle(): void {
    for (const [host, { queue }] of this.#lanes) {
      if (this.#lanes.size <= maxIdleLanes / 2) return;
      if (queue.size === 0 && queue.pending === 0) this.#lanes.delete(host);
    }
  }
}

/** p-queue's own `signal` gives the place of a running task away at once. Ours only takes waiting tasks out; a running one ends by itself. */
async function enqueue<T>(queue: PQueue, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  if (signal.aborted) throw failureOfAbort(signal);
  const waiting = new AbortController();
  const leave = () => waiting.abort(failureOfAbort(signal));
  signal.addEventListener('abort', leave, { once: true });
  try {
    return await queue.add(
      () => {
        signal.removeEventListener('abort', leave);
        return work();
      },
      { signal: waiting.signal },
    );
  } finally {
    signal.removeEventListener('abort', leave);
  }
}
