/** Something that waits to be on disk. */
interface Waiter<Item> {
  readonly item: Item;
  resolve(): void;
  reject(error: unknown): void;
}

export interface GroupCommitOptions<Item> {
  /** A group closes when it has this size, or when its first item is this old and the group before it closed `apart` times as long ago. */
  readonly maxSize: number;
  readonly maxAgeMs: number;
  /** Monotonic milliseconds. */
  readonly elapsed: () => number;
  readonly sizeOf: (item: Item) => number;
  /** Makes a group durable. Groups come one after the other, in the order of arrival. */
  readonly commit: (items: readonly Item[]) => Promise<void>;
}

/** Of the age that closes a group: how far two groups are apart while items keep coming. What comes alone does not wait for that. */
const apart = 2.5;

/** Gathers items that arrive close together, so that they share one write and one fsync. */
export class GroupCommit<Item> {
  private readonly options: GroupCommitOptions<Item>;
  private group: Waiter<Item>[] = [];
  private size = 0;
  private timer: NodeJS.Timeout | undefined;
  private closedMs = Number.NEGATIVE_INFINITY;
  private isHurried = false;
  private turn: Promise<void> = Promise.resolve();

  constructor(options: GroupCommitOptions<Item>) {
    this.options = options;
  }

  /** Resolves when the item's group is committed; rejects as the commit does. */
  add(item: Item): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.group.push({ item, resolve, reject });
    this.size += this.options.sizeOf(item);
    if (this.size >= this.options.maxSize) this.flush();
    else this.timer ??= setTimeout(() => this.flush(), this.untilClosedMs());
    return promise;
  }

  /** Closes the group now. Resolves when everything that was added is committed or rejected. */
  flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    const group = this.group;
    this.group = [];
    this.size = 0;
    if (group.length === 0) return this.turn;
    this.closedMs = this.options.elapsed();
    this.turn = this.turn.then(() => this.commit(group));
    return this.turn;
  }

  /** From now on groups close as soon as they are begun: whoever waits for them is about to end. */
  hurry(): void {
    this.isHurried = true;
    void this.flush();
  }

  private untilClosedMs(): number {
    if (this.isHurried) return 0;
    const { maxAgeMs, elapsed } = this.options;
    return Math.max(maxAgeMs, this.closedMs + apart * maxAgeMs - elapsed());
  }

  private async commit(group: readonly Waiter<Item>[]): Promise<void> {
    try {
      await this.options.commit(group.map(({ item }) => item));
      for (const { resolve } of group) resolve();
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
  }
}
