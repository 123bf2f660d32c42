import type { Clock } from '../model/clock.ts';

/** How late starts may be and still be made up for. */
const catchUpMs = 1_000;
/** Starts that are owed come a few at a time, this far apart where timers are in time, so that they never stall the process. */
const pauseMs = 20;
/** A timer later than this owes more than starts at once. */
const burstMs = 200;

/** Lets starts through at a steady rate, first come, first served. What late timers held up comes faster then, up to twice the rate. */
export class Pacer {
  readonly #perSecond: number;
  readonly #clock: Clock;
  readonly #waiting: (() => void)[] = [];
  /** Monotonic milliseconds at which the next start is due. */
  #next = Number.NEGATIVE_INFINITY;
  #servedMs = Number.NEGATIVE_INFINITY;
  #timer: NodeJS.Timeout | undefined;

  constructor(perSecond: number, clock: Clock) {
    this.#perSecond = perSecond;
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
    const most = this.#atOnce(now);
    for (let started = 0; started < most && this.#waiting.length > 0 && this.#next <= now; started += 1) {
      this.#next += 1_000 / this.#perSecond;
      this.#waiting.shift()?.();
    }
    this.#servedMs = now;
    if (this.#waiting.length > 0) this.#serveIn(Math.max(pauseMs, this.#next - now));
  }

  #atOnce(now: number): number {
    const sinceMs = Math.min(burstMs, 2 * Math.max(pauseMs, now - this.#servedMs));
    return Math.ceil((this.#perSecond * sinceMs) / 1_000);
  }

  #serveIn(waitMs: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#serve(), waitMs);
  }
}
