import PQueue from 'p-queue';
import type { Pacer } from './pacer.ts';

/** A visit on its way in. `hurried`: it goes before those that are not. */
export interface Arrival {
  readonly id: string;
  readonly hurried: boolean;
}

/** Visits that wait for a place and those that have one. A free place waits for its turn, and takes whoever is first then. */
export class Lane {
  readonly #places: PQueue;
  readonly #concurrency: number;
  readonly #pacer: Pacer | undefined;
  readonly #hurried = new Map<string, () => Promise<void>>();
  readonly #others = new Map<string, () => Promise<void>>();
  #inFlight = 0;
  /** Places that are taken or about to be. */
  #workers = 0;
  /** Those of them that wait for their turn: each will take one that waits. */
  #coming = 0;

  /** `pacer` absent: a place that is free is taken at once. */
  constructor(concurrency: number, pacer?: Pacer) {
    this.#places = new PQueue({ concurrency });
    this.#concurrency = concurrency;
    this.#pacer = pacer;
  }

  get inFlight(): number {
    return this.#inFlight;
  }

  get waiting(): number {
    return this.#hurried.size + this.#others.size;
  }

  /** Runs a visit when there is a place for it. One that is forgotten before never settles. */
  run({ id, hurried }: Arrival, visit: () => Promise<void>): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const line = hurried ? this.#hurried : this.#others;
    line.set(id, () => visit().then(resolve, reject));
    if (this.#workers < this.#concurrency) {
      this.#workers += 1;
      void this.#places.add(() => this.#work());
    }
    return promise;
  }

  /** Lets one that waits go before the others. Nothing changes when it does not wait. */
  hurry(id: string): void {
    const visit = this.#others.get(id);
    if (visit === undefined) return;
    this.#others.delete(id);
    this.#hurried.set(id, visit);
  }

  /** Forgets those that wait. */
  clear(): void {
    this.#hurried.clear();
    this.#others.clear();
    this.#pacer?.open();
  }

  /** Resolves when no visit is waiting or under way. */
  idle(): Promise<void> {
    return this.#places.onIdle();
  }

  /** A place is given up when nobody waits for it: forty thousand that wait need no place in a queue each. */
  async #work(): Promise<void> {
    while (this.waiting > this.#coming) await this.#fill();
    // At once: whoever arrives next sees that nobody works.
    this.#workers -= 1;
  }

  async #fill(): Promise<void> {
    this.#coming += 1;
    if (this.#pacer !== undefined) await this.#pacer.turn();
    this.#coming -= 1;
    const line = this.#hurried.size > 0 ? this.#hurried : this.#others;
    const [first] = line;
    if (first === undefined) return;
    const [id, visit] = first;
    line.delete(id);
    this.#inFlight += 1;
    await visit();
    this.#inFlight -= 1;
  }
}
