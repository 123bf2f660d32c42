/** Visits that are over and whose rows are not on disk yet: they hold no place, but memory, so their number is bounded. */
export class Unwritten {
  readonly #most: number;
  readonly #writing = new Set<Promise<void>>();

  constructor(most: number) {
    this.#most = most;
  }

  get size(): number {
    return this.#writing.size;
  }

  /** Takes one in that has begun and never rejects. Resolves when there is room for another. */
  async add(writing: Promise<void>): Promise<void> {
    this.#writing.add(writing);
    void writing.then(() => this.#writing.delete(writing));
    while (this.#writing.size >= this.#most) await Promise.race(this.#writing);
  }

  /** Resolves when all are written. */
  async idle(): Promise<void> {
    while (this.#writing.size > 0) await Promise.all(this.#writing);
  }
}
