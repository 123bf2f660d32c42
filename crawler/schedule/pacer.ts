import type { Clock } from '../../model/clock.ts';

/** How late starts may be and still be made up for. */
const catchUpMs = 1_000;
/** Starts that are owed come a few at a time, this far apart where timers are in time, so that they never stall the process. */
const pauseMs = 20;
/** What twice the rate gives in this time may start at once, and one more. */
const burstMs = 90;

/** Lets starts through at a steady rate, first come, first served. What late timers held up comes faster then, up to twice the rate. */
export class Pacer {
  /** Milliseconds between two starts. */
  readonly #intervalMs: number;
  readonly #clock: Clock;
  readonly #waiting: (() => void)[] = [];
  /** Monotonic milliseconds at which the next start is due. */
  #next = Number.NEGATIVE_INFINITY;
  /** Monotonic milliseconds before which twice the rate is used up. */
  #soonest = Number.NEGATIVE_INFINITY;
  #timer: NodeJS.Timeout | undefined;

  constructor(perSecond: number, clock: Clock) {
    this.#intervalMs = 1_000 / perSecond;
    this.#clock = clock;
  }

  /** Resolves when one more may start. Nobody saves up: a rate that was not used is gone. */
  turn(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#waiting.push(resolve);
    if (this.#waiting.length === 1) {
      const now = this.#clock.elapsed();
      this.#next = Math.max(this.#next, now);
      this.#serveIn(this.#next - now);
    }
    return promise;
  }

  /** Lets all through that wait. */
  open(): void {
    clearTimeout(this.#timer);
    for (const start of this.#waiting.splice(0)) start();
  }

  #serve(): void {
    const now = this.#clock.elapsed();
    this.#next = Math.max(this.#next, now - catchUpMs);
    this.#soonest = Math.max(this.#soonest, now - burstMs);
    while (this.#waiting.length > 0 && Math.max(this.#next, this.#soonest) <= now) {
      this.#next += this.#intervalMs;
      this.#soonest += this.#intervalMs / 2;
      this.#waiting.shift()?.();
    }
    if (this.#waiting.length > 0) this.#serveIn(Math.max(pauseMs, this.#next - now, this.#soonest - now));
  }

  #serveIn(waitMs: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#serve(), waitMs);
  }
}
