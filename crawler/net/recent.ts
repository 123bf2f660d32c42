/**
 * Things by their key, made when first asked for. Beyond a limit those go that nobody asked for in a while, unless they still hold something that
 * matters.
 */
export class Recent<Key, Value> {
  readonly #limit: number;
  readonly #isIdle: (value: Value) => boolean;
  // Two maps that take turns: to keep one in the order of use costs a deletion at every look.
  #fresh = new Map<Key, Value>();
  #stale = new Map<Key, Value>();
  /** How many came into the fresh one since it was begun. */
  #came = 0;

  /** `isIdle`: a fresh value would be as good as this one. */
  constructor(limit: number, isIdle: (value: Value) => boolean) {
    this.#limit = limit;
    this.#isIdle = isIdle;
  }

  get size(): number {
    return this.#fresh.size + this.#stale.size;
  }

  of(key: Key, make: () => Value): Value {
    const known = this.#fresh.get(key);
    if (known !== undefined) return known;
    const value = this.#stale.get(key) ?? make();
    this.#stale.delete(key);
    this.#fresh.set(key, value);
    this.#came += 1;
    if (this.#came * 2 >= this.#limit) this.#turn();
    return value;
  }

  /** What was not asked for since the last turn goes, but for what is in use. */
  #turn(): void {
    const unasked = this.#stale;
    this.#stale = this.#fresh;
    this.#fresh = new Map();
    this.#came = 0;
    for (const [key, value] of unasked) if (!this.#isIdle(value)) this.#fresh.set(key, value);
  }
}
