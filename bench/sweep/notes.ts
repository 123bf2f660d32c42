import type { FailureCode } from '../../model/failure.ts';
import type { Consent } from '../../model/observation.ts';
import { type Meter, silentMeter } from '../../model/telemetry.ts';

/** What was noted of visits to our own servers, in seconds. `overrun`: slots that passed before their visit could begin. */
export interface Noted {
  readonly lags: readonly number[];
  readonly durations: readonly number[];
  readonly overrun: number;
}

/** What the crawler says about itself, kept for the phase that is being measured. */
export class Notes {
  /** Seconds from a slot's begin to its visit's, and from there to its end, of our own servers. */
  #lags: number[] = [];
  #durations: number[] = [];
  #overrun = 0;
  readonly #visited = new Set<string>();
  readonly #failures = new Map<FailureCode, number>();
  #awaited: { readonly names: ReadonlySet<string>; left: number; readonly done: () => void } | undefined;

  readonly meter: Meter = {
    ...silentMeter,
    add: (name, amount, labels) => {
      // The labels of a counter come with its name; the compiler does not follow that far.
      if (name === 'failures' && 'code' in labels) this.#count(labels.code, amount);
      if (name === 'missed_visits' && 'code' in labels && labels.code === 'overrun') this.#overrun += amount;
    },
    record: (name, seconds, labels) => {
      if ('consent' in labels) this.#note(name, seconds, labels.consent);
    },
    span: async (name, facts, work) => {
      const result = await work(() => {});
      if (name === 'visit') this.#ended(String(facts['server.address']));
      return result;
    },
  };

  /** Resolves when each of the servers was visited. */
  visited(names: readonly string[]): Promise<void> {
    const left = new Set(names.filter((name) => !this.#visited.has(name)));
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#awaited = { names: left, left: left.size, done: resolve };
    if (left.size === 0) resolve();
    return promise;
  }

  has(name: string): boolean {
    return this.#visited.has(name);
  }

  get visits(): number {
    return this.#visited.size;
  }

  /** Rows that have no data, by why. */
  get failures(): Readonly<Record<string, number>> {
    return Object.fromEntries([...this.#failures].toSorted((a, b) => b[1] - a[1]));
  }

  /** What was noted since the last call. */
  take(): Noted {
    const taken = { lags: this.#lags, durations: this.#durations, overrun: this.#overrun };
    this.#overrun = 0;
    this.#lags = [];
    this.#durations = [];
    return taken;
  }

  #count(code: FailureCode, amount: number): void {
    this.#failures.set(code, (this.#failures.get(code) ?? 0) + amount);
  }

  #note(name: string, seconds: number, consent: Consent): void {
    if (consent !== 'hosted') return;
    if (name === 'queue_lag') this.#lags.push(seconds);
    else this.#durations.push(seconds);
  }

  #ended(host: string): void {
    if (this.#visited.has(host)) return;
    this.#visited.add(host);
    const awaited = this.#awaited;
    if (awaited?.names.has(host) !== true) return;
    awaited.left -= 1;
    if (awaited.left === 0) awaited.done();
  }
}
