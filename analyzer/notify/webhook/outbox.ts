import { z } from 'zod';
import { severities } from '../../../model/finding.ts';
import type { NotificationLoss } from '../../../model/telemetry.ts';
import type { Told } from './event.ts';
import { type Journal, openJournal } from './journal.ts';

/** One event on its way to one receiver. `queuedAt`: epoch milliseconds. `body`: as it is sent, every time. */
export interface Delivery {
  readonly id: string;
  readonly alert: string;
  readonly queuedAt: number;
  readonly body: string;
}

/** A delivery, and what its receiver has been told once it is there. */
export interface Queued {
  readonly delivery: Delivery;
  readonly told: Told;
}

const toldSchema = z.object({
  state: z.enum(['firing', 'unknown', 'resolved']),
  severity: z.enum(severities),
  episode: z.string(),
  count: z.int(),
});
const deliverySchema = z.object({
  id: z.string(),
  alert: z.string(),
  queuedAt: z.number(),
  body: z.string(),
});
/** A line of the journal: something was queued, something is over, or what was told stands. */
const lineSchema = z.union([
  z.object({ queued: deliverySchema, told: toldSchema }),
  z.object({ over: z.string() }),
  z.object({ alert: z.string(), told: toldSchema }),
]);

/** Bounds of an outbox. `limit`: deliveries that wait. `mostTold`: alerts whose last word is remembered. */
export interface OutboxBounds {
  readonly limit: number;
  readonly mostTold: number;
}

/** What was left out to make room. */
export interface LeftOut {
  readonly delivery: Delivery;
  readonly reason: Extract<NotificationLoss, 'merged' | 'dropped'>;
}

/** Lines that say nothing any more, until the file is written anew. */
const mostIdle = 2_000;

/** What waits for one receiver and what it was told, on disk before it is sent: our death loses neither, nor tells it under another id. */
export class Outbox {
  private readonly deliveries = new Map<string, Delivery>();
  private readonly last = new Map<string, Told>();
  private readonly journal: Journal;
  private readonly bounds: OutboxBounds;
  private idle = 0;
  private isWhole = true;
  private turn: Promise<unknown> = Promise.resolve();

  private constructor(journal: Journal, bounds: OutboxBounds) {
    this.journal = journal;
    this.bounds = bounds;
    for (const line of journal.lines) this.replay(line);
  }

  /** @throws what the file system says. */
  static async open(path: string, bounds: OutboxBounds): Promise<Outbox> {
    const outbox = new Outbox(await openJournal(path), bounds);
    await outbox.compact();
    return outbox;
  }

  told(alert: string): Told | undefined {
    return this.last.get(alert);
  }

  /** Ids of alerts of which something else than their end was said last. */
  standing(): readonly string[] {
    return [...this.last].flatMap(([alert, { state }]) => (state === 'resolved' ? [] : [alert]));
  }

  /** Oldest first. */
  waiting(): readonly Delivery[] {
    return [...this.deliveries.values()];
  }

  /** Says at once what was left out to make room; `stored` resolves when the rest survives our death. */
  queue(all: readonly Queued[]): { readonly leftOut: readonly LeftOut[]; readonly stored: Promise<void> } {
    const leftOut = all.flatMap((queued) => this.put(queued));
    const lines = all.map(({ delivery, told }) => ({ queued: delivery, told }));
    const over = leftOut.map(({ delivery }) => ({ over: delivery.id }));
    return { leftOut, stored: this.inTurn(() => this.store([...lines, ...over], 2 * over.length)) };
  }

  /** A delivery is over, whatever came of it. That this is forgotten in a power cut means it is sent once more, under its id. */
  async end({ id, alert }: Delivery): Promise<void> {
    this.forget(id, alert);
    await this.inTurn(() => {
      this.idle += 2;
      return this.isTidy() ? this.journal.mention([{ over: id }]) : this.compact();
    });
  }

  /** Waits for what is being written. */
  async close(): Promise<void> {
    await this.inTurn(() => this.journal.close());
  }

  private put({ delivery, told }: Queued): readonly LeftOut[] {
    const room = this.deliveries.size < this.bounds.limit ? undefined : this.leastNeeded(delivery.alert);
    if (room !== undefined) this.deliveries.delete(room.delivery.id);
    this.deliveries.set(delivery.id, delivery);
    // Behind the others: the last to be told is the last to be forgotten.
    this.last.delete(delivery.alert);
    this.last.set(delivery.alert, told);
    const [oldest] = this.last.keys();
    if (this.last.size > this.bounds.mostTold && oldest !== undefined) this.last.delete(oldest);
    return room === undefined ? [] : [room];
  }

  /** An older word on the same alert, else on any alert that has a newer one, else the oldest. */
  private leastNeeded(alert: string): LeftOut | undefined {
    const all = this.waiting();
    const isNewer = (index: number) =>
      all.slice(index + 1).some((later) => later.alert === all[index]?.alert);
    const merged =
      all.find((one) => one.alert === alert) ?? all.find((_, index) => index < mergeDepth && isNewer(index));
    if (merged !== undefined) return { delivery: merged, reason: 'merged' };
    const [oldest] = all;
    return oldest === undefined ? undefined : { delivery: oldest, reason: 'dropped' };
  }

  private forget(id: string, alert: string): void {
    this.deliveries.delete(id);
    const isLast = !this.waiting().some((one) => one.alert === alert);
    if (isLast && this.last.get(alert)?.state === 'resolved') this.last.delete(alert);
  }

  private replay(line: unknown): void {
    const { data } = lineSchema.safeParse(line);
    if (data === undefined) return;
    if ('over' in data) {
      const delivery = this.deliveries.get(data.over);
      if (delivery !== undefined) this.forget(delivery.id, delivery.alert);
    } else if ('queued' in data) this.put({ delivery: data.queued, told: data.told });
    else this.last.set(data.alert, data.told);
  }

  private isTidy(): boolean {
    return this.isWhole && this.idle < mostIdle;
  }

  private async store(lines: readonly unknown[], idle: number): Promise<void> {
    this.idle += idle;
    if (!this.isTidy()) return this.compact();
    this.isWhole = false;
    await this.journal.append(lines);
    this.isWhole = true;
  }

  /** Also mends a file in which a line was cut off. */
  private async compact(): Promise<void> {
    const waiting = [...this.deliveries.values()];
    const queued = waiting.map((delivery) => ({
      queued: delivery,
      told: this.last.get(delivery.alert) ?? unheard,
    }));
    const told = [...this.last].map(([alert, word]) => ({ alert, told: word }));
    await this.journal.replace([...queued, ...told]);
    this.idle = 0;
    this.isWhole = true;
  }

  private async inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.turn.then(work, work);
    this.turn = mine.catch(() => {});
    return mine;
  }
}

/** How far into a full outbox a pair of the same alert is looked for. */
const mergeDepth = 100;

/** Only where so many alerts were told of that the last word on this one was forgotten. */
const unheard: Told = { state: 'resolved', severity: 'info', episode: '', count: 0 };
