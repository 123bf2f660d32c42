/** Things by their key, made when first asked for. Beyond a limit the longest unused ones go, unless they still hold something that matters. */
export class Recent<Key, Value> {
  readonly #kept = new Map<Key, Value>();
  readonly #limit: number;
  readonly #isIdle: (value: Value) => boolean;

  /** `isIdle`: a fresh value would be as good as this one. */
  constructor(limit: number, isIdle: (value: Value) => boolean) {
    this.#limit = limit;
    this.#isIdle = isIdle;
  }

  get size(): number {
    return this.#kept.size;
  }

  of(key: Key, make: () => Value): Value {
    const value = this.#kept.get(key) ?? make();
    // The map's order is the order of use, so the first ones are the longest unused.
    this.#kept.delete(key);
    this.#kept.set(key, value);
    if (this.#kept.size > this.#limit) this.#dropIdle(key);
    return value;
  }

  /** Makes room for a while at once, so that not every new key walks over those that are in use. */
  #dropIdle(fresh: Key): void {
    for (const [key, value] of this.#kept) {
      if (this.#kept.size <= this.#limit * 0.9) return;
      if (key !== fresh && this.#isIdle(value)) this.#kept.delete(key);
    }
  }
}
