import type { Clock } from '../../../model/clock.ts';
import type { Host } from '../../../model/host.ts';
import { onAbort } from '../on-abort.ts';
import { ProbeFailure } from '../probe-failure.ts';
import { Recent } from '../recent.ts';
import { failureOfAbort } from '../watch.ts';
import type { Leave } from './budgets.ts';
import { Places } from './places.ts';

/** One host's traffic, of all visits together. */
interface Lane {
  readonly place: Places;
  /** Monotonic milliseconds of the last start, and from when on that no longer matters. */
  lastStart: number;
  /** What the host asks us to wait between two starts, in milliseconds. */
  delayMs: number;
  freeFrom: number;
}

/** When a piece of work may start. `notBefore`: monotonic milliseconds. */
export interface Turn {
  readonly intervalMs: number;
  /** The Crawl-delay of the host. Absent: not read yet, so what an earlier turn knew holds. */
  readonly delayMs?: number | undefined;
  /** Monotonic milliseconds: a start that a Crawl-delay puts after it is given up at once, and `giveUp` called. */
  readonly untilMs?: number | undefined;
  readonly giveUp?: () => void;
  readonly notBefore: number;
  readonly signal: AbortSignal;
  /** Asked once the host's own turn has come, before the cap over all hosts: the budgets that the host shares with others. */
  readonly admit?: () => Leave | Promise<Leave>;
  /** Asked once the work has ended: what the host still has to see of that. Its places are kept until then, and nobody waits but who wants them. */
  readonly farewell?: () => Promise<void> | undefined;
  /** Who goes first where the cap over all hosts holds things up; more is sooner, 0 when absent. */
  readonly priority?: number;
}

/** Lanes that are kept beyond those in use. */
const maxIdleLanes = 5_000;

/** Who may send when: one thing at a time to a host, a least interval between its starts, and a cap over all hosts. */
export class Lanes {
  readonly #lanes: Recent<Host, Lane>;
  readonly #all: Places;
  readonly #clock: Clock;

  constructor(concurrency: number, clock: Clock, limit: number = maxIdleLanes) {
    this.#all = new Places(concurrency);
    this.#clock = clock;
    this.#lanes = new Recent(limit, (lane) => this.#isIdle(lane));
  }

  /** Lanes in memory. */
  get size(): number {
    return this.#lanes.size;
  }

  /**
   * Runs the work when its host's turn has come. The turn lasts until the work has really ended, also after an abort, and its farewell.
   * @throws {ProbeFailure} of the signal, when it fires before the work starts; `crawl-delay`.
   */
  async run<T>(host: Host, turn: Turn, work: () => Promise<T>): Promise<T> {
    const lane = this.#laneOf(host);
    // Most find everything open, and to wait for nothing costs as much as to wait.
    const place = lane.place.enter(turn);
    if (place !== undefined) await place;
    let leave: Leave | undefined;
    let isStarted = false;
    try {
      const moment = this.#dueMoment(lane, turn);
      if (moment !== undefined) await moment;
      const admitted = turn.admit?.();
      leave = admitted instanceof Promise ? await admitted : admitted;
      const one = this.#all.enter(turn);
      if (one !== undefined) await one;
      isStarted = true;
      lane.lastStart = this.#clock.elapsed();
      lane.freeFrom = Math.max(lane.freeFrom, lane.lastStart + gapMs(lane, turn));
      return await work();
    } finally {
      const giveBack = () => {
        if (isStarted) this.#all.leave();
        leave?.();
        lane.place.leave();
      };
      const farewell = turn.farewell?.();
      if (farewell === undefined) giveBack();
      else void farewell.then(giveBack);
    }
  }

  /** What has to be waited for between two starts. Undefined: the host may be asked now. @throws {ProbeFailure} `crawl-delay` */
  #dueMoment(lane: Lane, turn: Turn): Promise<void> | undefined {
    const { notBefore, signal, untilMs = Number.POSITIVE_INFINITY } = turn;
    lane.delayMs = turn.delayMs ?? lane.delayMs;
    const due = Math.max(lane.lastStart + gapMs(lane, turn), notBefore);
    if (lane.delayMs > turn.intervalMs && due > untilMs) {
      turn.giveUp?.();
      throw new ProbeFailure('crawl-delay');
    }
    const waitMs = Math.ceil(due - this.#clock.elapsed());
    // Node's timers may fire up to a millisecond early.
    return waitMs > 0 ? pause(waitMs + 1, signal) : undefined;
  }

  #laneOf(host: Host): Lane {
    return this.#lanes.of(host, () => ({
      place: new Places(1),
      lastStart: Number.NEGATIVE_INFINITY,
      delayMs: 0,
      freeFrom: Number.NEGATIVE_INFINITY,
    }));
  }

  #isIdle({ place, freeFrom }: Lane): boolean {
    return place.isIdle && freeFrom <= this.#clock.elapsed();
  }
}

/** As Node's own sleep, which costs twice as much with a signal. @throws {ProbeFailure} of the signal. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) throw failureOfAbort(signal);
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const timer = setTimeout(() => {
    stay();
    resolve();
  }, ms);
  const stay = onAbort(signal, () => {
    clearTimeout(timer);
    reject(failureOfAbort(signal));
  });
  return promise;
}

/** Least time between two starts. */
function gapMs({ delayMs }: Lane, { intervalMs }: Turn): number {
  return Math.max(intervalMs, delayMs);
}
