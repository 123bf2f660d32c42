import type { Clock } from '../../../model/clock.ts';
import type { FailureCode } from '../../../model/failure.ts';
import { onAbort } from '../on-abort.ts';
import { ProbeFailure } from '../probe-failure.ts';
import { failureOfAbort } from '../watch.ts';

/** What a group of hosts may be asked, all of them together. */
export interface Allowance {
  readonly requestsPerSecond: number;
  /** Requests in flight. */
  readonly atOnce: number;
}

/** How long to wait at a bucket, and what it is called when that was in vain. */
export interface Patience {
  readonly maxWaitMs: number;
  readonly signal: AbortSignal;
  readonly code: FailureCode;
}

interface Waiter {
  readonly start: () => void;
}

/** A token bucket of one token, so starts are evenly spaced, with a cap on what is in flight. First come, first served. */
export class Bucket {
  readonly #allowance: Allowance;
  readonly #clock: Clock;
  readonly #waiting = new Set<Waiter>();
  #inFlight = 0;
  /** Monotonic milliseconds of the next token. */
  #next = Number.NEGATIVE_INFINITY;
  #timer: NodeJS.Timeout | undefined;

  constructor(allowance: Allowance, clock: Clock) {
    this.#allowance = allowance;
    this.#clock = clock;
  }

  /** Nothing is in flight, nothing waits, and the token is there. */
  get isIdle(): boolean {
    return this.#inFlight === 0 && this.#waiting.size === 0 && this.#next <= this.#clock.elapsed();
  }

  /**
   * Takes a place for a request, which `leave` gives back: at once, or when what is returned resolves.
   * @throws {ProbeFailure} the signal's reason; the code of the patience when it takes too long, at once where that is certain.
   */
  enter(patience: Patience): Promise<void> | undefined {
    if (patience.signal.aborted) return Promise.reject(failureOfAbort(patience.signal));
    if (this.#expectedWaitMs() > patience.maxWaitMs) return Promise.reject(new ProbeFailure(patience.code));
    if (!this.#isOpen()) return this.#turn(patience);
    this.#take();
    return undefined;
  }

  leave(): void {
    this.#inFlight -= 1;
    this.#serve();
  }

  get #intervalMs(): number {
    return 1000 / this.#allowance.requestsPerSecond;
  }

  /** At least this long; how long those in flight take is not known. */
  #expectedWaitMs(): number {
    const ahead = this.#waiting.size * this.#intervalMs;
    return Math.max(0, this.#next - this.#clock.elapsed()) + ahead;
  }

  #turn({ maxWaitMs, signal, code }: Patience): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const waiter = { start: resolve };
    const give = (failure: ProbeFailure) => {
      if (this.#waiting.delete(waiter)) reject(failure);
    };
    const timer = setTimeout(() => give(new ProbeFailure(code)), maxWaitMs);
    const stay = onAbort(signal, () => give(failureOfAbort(signal)));
    this.#waiting.add(waiter);
    this.#serve();
    return promise.finally(() => {
      clearTimeout(timer);
      stay();
    });
  }

  /** May a request start at once? Then it needs no timer and no listener, which cost more than all else here. */
  #isOpen(): boolean {
    const { atOnce } = this.#allowance;
    return this.#waiting.size === 0 && this.#inFlight < atOnce && this.#next <= this.#clock.elapsed();
  }

  #take(): void {
    this.#inFlight += 1;
    this.#next = this.#clock.elapsed() + this.#intervalMs;
  }

  #serve(): void {
    for (const waiter of this.#waiting) {
      if (this.#inFlight >= this.#allowance.atOnce) return;
      const waitMs = this.#next - this.#clock.elapsed();
      if (waitMs > 0) {
        this.#serveIn(waitMs);
        return;
      }
      this.#waiting.delete(waiter);
      this.#take();
      waiter.start();
    }
  }

  #serveIn(waitMs: number): void {
    clearTimeout(this.#timer);
    // Node's timers may fire up to a millisecond early.
    this.#timer = setTimeout(() => this.#serve(), Math.ceil(waitMs) + 1);
  }
}
