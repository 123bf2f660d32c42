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
  readonly #pacer: Pacer | undefined;
  readonly #hurried = new Map<string, () => Promise<void>>();
  readonly #others = new Map<string, () => Promise<void>>();
  #inFlight = 0;

  /** `pacer` absent: a place that is free is taken at once. */
  constructor(concurrency: number, pacer?: Pacer) {
    this.#places = new PQueue({ concurrency });
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
    void this.#places.add(() => this.#fill());
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
    this.#places.clear();
    this.#pacer?.open();
  }

  /** Resolves when no visit is waiting or under way. */
  idle(): Promise<void> {
    return this.#places.onIdle();
  }

  async #fill(): Promise<void> {
    if (this.#pacer !== undefined) await this.#pacer.turn();
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
