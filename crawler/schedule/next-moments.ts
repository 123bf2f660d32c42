/** A moment at which something is due. */
interface Moment<Item> {
  readonly atMs: number;
  readonly item: Item;
}

/** Things in the order of their moments, as a binary heap: the earliest is found without looking at the rest. */
export class NextMoments<Item> {
  readonly #heap: Moment<Item>[] = [];

  /** Infinity is never, so it is not kept. */
  add(atMs: number, item: Item): void {
    if (atMs === Number.POSITIVE_INFINITY) return;
    const heap = this.#heap;
    let at = heap.length;
    for (let above = (at - 1) >> 1; at > 0 && this.#atMs(above) > atMs; above = (at - 1) >> 1) {
      this.#move(above, at);
      at = above;
    }
    heap[at] = { atMs, item };
  }

  /** The earliest. Undefined: there is none. */
  get first(): Moment<Item> | undefined {
    return this.#heap[0];
  }

  /** Takes the earliest out. */
  drop(): void {
    const last = this.#heap.pop();
    if (last === undefined || this.#heap.length === 0) return;
    let at = 0;
    for (let below = this.#earlierBelow(at); this.#atMs(below) < last.atMs; below = this.#earlierBelow(at)) {
      this.#move(below, at);
      at = below;
    }
    this.#heap[at] = last;
  }

  #earlierBelow(at: number): number {
    const left = 2 * at + 1;
    return this.#atMs(left + 1) < this.#atMs(left) ? left + 1 : left;
  }

  #atMs(at: number): number {
    return this.#heap[at]?.atMs ?? Number.POSITIVE_INFINITY;
  }

  #move(from: number, to: number): void {
    const moment = this.#heap[from];
    if (moment !== undefined) this.#heap[to] = moment;
  }
}
