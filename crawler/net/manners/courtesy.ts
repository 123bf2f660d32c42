import type { Clock } from '../../../model/clock.ts';
import type { Host } from '../../../model/host.ts';
import type { Exchanged } from '../exchange.ts';
import { ProbeFailure } from '../probe-failure.ts';
import type { Turn } from './lanes.ts';
import { retryAfterMs } from './retry-after.ts';

export interface CourtesyOptions {
  readonly requests: number;
  readonly intervalMs: (host: Host) => number;
  readonly maxWaitMs: number;
  /** Monotonic milliseconds: what a Crawl-delay puts after it is given up. Absent: what it puts off by more than `maxWaitMs`. */
  readonly untilMs?: number;
  readonly signal: AbortSignal;
  readonly clock: Clock;
}

/** What one visit still may do: its budget, and what each host asked us to wait. */
export class Courtesy {
  readonly #options: CourtesyOptions;
  readonly #delaysMs = new Map<Host, number>();
  readonly #notBefore = new Map<Host, number>();
  /** Hosts that said once that they are too busy for us, and not until when. */
  readonly #overrun = new Set<Host>();
  #made = 0;

  constructor(options: CourtesyOptions) {
    this.#options = options;
  }

  /** Takes one request from the budget. @throws {ProbeFailure} `retry-after`, `request-budget` */
  spend(host: Host): Turn {
    const turn = this.turn(host);
    if (this.#made >= this.#options.requests) throw new ProbeFailure('request-budget');
    this.#made += 1;
    return { ...turn, giveUp: this.#giveUp };
  }

  /** When the next thing may start at a host; nothing is spent. @throws {ProbeFailure} `retry-after` when that is longer than a visit can wait. */
  turn(host: Host): Turn {
    const { intervalMs, maxWaitMs, untilMs, signal, clock } = this.#options;
    const delayMs = this.#delaysMs.get(host);
    const notBefore = this.#notBefore.get(host) ?? Number.NEGATIVE_INFINITY;
    if (notBefore - clock.elapsed() > maxWaitMs) throw new ProbeFailure('retry-after');
    return { intervalMs: intervalMs(host), delayMs, untilMs, notBefore, signal };
  }

  /** Keeps to the Crawl-delay a host asks for; 0: it asks for none. @throws {ProbeFailure} `crawl-delay` when it is longer than a visit without a known end can wait. */
  honourDelay(host: Host, seconds: number): void {
    const delayMs = seconds * 1000;
    const { untilMs, maxWaitMs } = this.#options;
    if (untilMs === undefined && delayMs > maxWaitMs) throw new ProbeFailure('crawl-delay');
    this.#delaysMs.set(host, delayMs);
  }

  /** Notes when a host that is too busy wants to see us again; one that says so twice without a time, not in this visit. Source: RFC 9110 §10.2.3, RFC 6585 §4. */
  note(host: Host, { exchange }: Exchanged): void {
    if (exchange.status !== 429 && exchange.status !== 503) return;
    const { clock } = this.#options;
    const waitMs = retryAfterMs(exchange.responseHeaders['retry-after'], clock.now());
    if (waitMs !== undefined) this.#notBefore.set(host, clock.elapsed() + waitMs);
    else if (exchange.status === 429 && this.#overrun.has(host))
      this.#notBefore.set(host, Number.POSITIVE_INFINITY);
    else if (exchange.status === 429) this.#overrun.add(host);
  }

  readonly #giveUp = (): void => {
    this.#made -= 1;
  };
}
