import PQueue from 'p-queue';
import type { Pacer } from './pacer.ts';
import { Unwritten } from './unwritten.ts';

/** A visit on its way in. `hurried`: it goes before those that are not. */
export interface Arrival {
  readonly id: string;
  readonly hurried: boolean;
}

/** A visit up to the moment when it needs the network no more. What it resolves to writes down what it saw, and never rejects. */
export type Visiting = () => Promise<() => Promise<void>>;

/** What a lane is made with. `unwritten`: visits that may wait for the disk. `pacer` absent: a place that is free is taken at once. */
export interface LaneTools {
  readonly concurrency: number;
  readonly unwritten: number;
  readonly pacer?: Pacer | undefined;
}

/**
 * Visits that wait for a place and those that have one. A free place waits for its turn, and takes whoever is first then. What a visit saw is
 * written without a place, as long as not too many wait for that.
 */
export class Lane {
  readonly #places: PQueue;
  readonly #concurrency: number;
  readonly #pacer: Pacer | undefined;
  readonly #hurried = new Map<string, Visiting>();
  readonly #others = new Map<string, Visiting>();
  readonly #unwritten: Unwritten;
  #visiting = 0;
  /** Places that are taken or about to be. */
  #workers = 0;
  /** Those of them that wait for their turn: each will take one that waits. */
  #coming = 0;

  constructor({ concurrency, unwritten, pacer }: LaneTools) {
    this.#places = new PQueue({ concurrency });
    this.#unwritten = new Unwritten(unwritten);
    this.#concurrency = concurrency;
    this.#pacer = pacer;
  }

  /** Visits that have begun and are not written down. */
  get inFlight(): number {
    return this.#visiting + this.#unwritten.size;
  }

  get waiting(): number {
    return this.#hurried.size + this.#others.size;
  }

  /** Runs a visit, which never rejects, when there is a place for it. */
  run({ id, hurried }: Arrival, visit: Visiting): void {
    const line = hurried ? this.#hurried : this.#others;
    line.set(id, visit);
    if (this.#workers >= this.#concurrency) return;
    this.#workers += 1;
    void this.#places.add(() => this.#work());
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

  /** Resolves when no visit is waiting, under way or unwritten. */
  async idle(): Promise<void> {
    await this.#places.onIdle();
    await this.#unwritten.idle();
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
    this.#visiting += 1;
    const write = await visit();
    this.#visiting -= 1;
    await this.#unwritten.add(write());
  }
}
