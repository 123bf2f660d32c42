import type { Allowance } from '../../../crawler/net/manners/bucket.ts';

/** Broken promises that are told; the rest is only counted. */
const toldAtMost = 5;

/**
 * What one group of hosts was asked, request by request, held against what it may be asked. Starts are spaced, arrivals follow: whatever
 * is in flight may arrive late, so any window may hold that many more. It remembers one window, the worst so far, so it costs nothing to keep.
 */
export class Ledger {
  readonly #name: string;
  readonly #allowance: Allowance;
  readonly #told: string[] = [];
  #broken = 0;
  #inFlight = 0;
  #count = 0;
  /** Where the window began that leaves least room: its first request, and how far that was ahead of the allowance. */
  #from = { index: 0, at: 0, ahead: Number.POSITIVE_INFINITY };

  constructor(name: string, allowance: Allowance) {
    this.#name = name;
    this.#allowance = allowance;
  }

  get count(): number {
    return this.#count;
  }

  /** How often a promise was broken, and the first of them in words. */
  get broken(): number {
    return this.#broken;
  }

  get told(): readonly string[] {
    return this.#told;
  }

  /** A request came. `at`: monotonic milliseconds, never less than before. */
  begin(at: number): void {
    const { requestsPerSecond, atOnce } = this.#allowance;
    this.#inFlight += 1;
    if (this.#inFlight > atOnce) this.#tell(`${this.#inFlight} in flight`);
    const ahead = this.#count - (at * requestsPerSecond) / 1000;
    const { index, at: since, ahead: least } = this.#from;
    if (ahead - least > atOnce)
      this.#tell(`${this.#count - index + 1} requests in ${Math.round(at - since)} ms`);
    if (ahead < least) this.#from = { index: this.#count, at, ahead };
    this.#count += 1;
  }

  /** The answer to one of them went out. */
  end(): void {
    this.#inFlight -= 1;
  }

  #tell(what: string): void {
    this.#broken += 1;
    if (this.#told.length < toldAtMost) this.#told.push(`${this.#name}: ${what}`);
  }
}
