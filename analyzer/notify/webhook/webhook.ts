import type { AlertNotice } from '../../../model/alert.ts';
import { aliveRule } from '../../../model/alive.ts';
import { instant } from '../../../model/clock.ts';
import type { Audience } from '../../../model/finding.ts';
import { type Patience, waitMs } from '../delivery.ts';
import { type Answer, openPost, type Post } from '../post.ts';
import {
  type Ledger,
  oneAtATime,
  openLedger,
  type Receiver,
  type ReceiverDeps,
  type ReceiverName,
} from '../receiver.ts';
import { eventBody, eventId, nextTold } from './event.ts';
import { type Delivery, Outbox, type OutboxBounds, type Queued } from './outbox.ts';
import { Schedule } from './schedule.ts';
import { webhookHeaders } from './signature.ts';

/** One webhook. `key`: absent, it is not signed. `audience`: absent, it gets every alert. `file`: where its outbox is. */
export interface WebhookOptions extends Pick<ReceiverName, 'name'> {
  readonly url: string;
  readonly key?: Buffer;
  readonly audience?: Audience;
  readonly file: string;
  readonly bounds?: OutboxBounds;
  readonly timeoutMs?: number;
}

/** A webhook with what waits for it. */
export interface Webhook extends Receiver {
  /** Events that are not delivered yet. */
  waiting(): number;
  /** Ids of alerts whose last word, delivered or on its way, is not their end. */
  standing(): readonly string[];
}

const bounds: OutboxBounds = { limit: 1_000, mostTold: 10_000 };
/** Of the receiver as a whole, so that a thousand events do not knock on a closed door one after the other. */
const pause: Patience = { firstMs: 1_000, mostMs: 60_000 };

/** Tells one webhook of every change of every alert, at least once and in order. @throws what the file system says of its outbox. */
export async function openWebhook(options: WebhookOptions, deps: ReceiverDeps): Promise<Webhook> {
  const outbox = await Outbox.open(options.file, options.bounds ?? bounds);
  return new OutboxWebhook(options, deps, outbox);
}

class OutboxWebhook implements Webhook {
  readonly step: () => Promise<void>;
  private readonly options: WebhookOptions;
  private readonly deps: ReceiverDeps;
  private readonly outbox: Outbox;
  private readonly post: Post;
  private readonly ledger: Ledger;
  private readonly schedule: Schedule;
  private failures = 0;
  private pausedUntil = Number.NEGATIVE_INFINITY;

  constructor(options: WebhookOptions, deps: ReceiverDeps, outbox: Outbox) {
    this.options = options;
    this.deps = deps;
    this.outbox = outbox;
    this.schedule = new Schedule(deps.clock);
    for (const delivery of outbox.waiting()) this.schedule.add(delivery);
    // Standard Webhooks 1.0.0, "Request timeouts": 15 to 30 s.
    this.post = openPost({ ...deps, timeoutMs: options.timeoutMs ?? 15_000 });
    this.ledger = openLedger({ kind: 'webhook', name: options.name }, deps);
    this.step = oneAtATime(() => this.sendDue());
  }

  async notify(notices: readonly AlertNotice[]): Promise<void> {
    const mine = notices.filter(isFor(this.options.audience));
    const queued = mine.flatMap((notice) => newsOf(notice, this.outbox, this.deps.clock.now()));
    if (queued.length === 0) return;
    const { leftOut, stored } = this.outbox.queue(queued);
    for (const { delivery } of queued) this.schedule.add(delivery);
    for (const { delivery, reason } of leftOut) {
      this.schedule.forget(delivery);
      this.ledger.lost(reason, { alert: delivery.alert });
    }
    await stored;
  }

  waiting(): number {
    return this.outbox.waiting().length;
  }

  standing(): readonly string[] {
    return this.outbox.standing();
  }

  async close(): Promise<void> {
    await this.step();
    await this.post.close();
    await this.outbox.close().catch((error: unknown) => this.unwritable(error));
  }

  private async sendDue(): Promise<void> {
    await this.expire();
    for (let next = this.nextDue(); next !== undefined; next = this.nextDue()) await this.attempt(next);
  }

  private nextDue(): Delivery | undefined {
    if (this.deps.clock.elapsed() < this.pausedUntil || this.deps.stop.aborted) return undefined;
    const held = new Set<string>();
    // An alert's events stay in order: its end must not overtake its beginning.
    return this.outbox.waiting().find((delivery) => {
      const isFirst = !held.has(delivery.alert);
      held.add(delivery.alert);
      return isFirst && this.schedule.isDue(delivery);
    });
  }

  private async attempt(delivery: Delivery): Promise<void> {
    const { id, alert, body } = delivery;
    const sentAt = Math.floor(this.deps.clock.now() / 1_000);
    const headers = webhookHeaders({ id, body, sentAt }, this.options.key);
    const answer = await this.post.send({ method: 'POST', url: this.options.url, headers, body });
    // We ended it ourselves: that says nothing about the receiver.
    if ('trouble' in answer && this.deps.stop.aborted) return;
    const outcome = this.ledger.answered(answer);
    if (outcome === 'failed') {
      this.putOff(delivery, answer);
      return;
    }
    this.failures = 0;
    if (outcome === 'refused') this.ledger.lost('refused', { alert });
    await this.end(delivery);
  }

  private putOff(delivery: Delivery, answer: Answer): void {
    this.failures += 1;
    this.schedule.putOff(delivery, answer);
    this.pausedUntil = this.deps.clock.elapsed() + waitMs(this.failures, pause, this.options.name, answer);
  }

  private async expire(): Promise<void> {
    for (const delivery of this.outbox.waiting().filter((one) => this.schedule.isTooOld(one))) {
      this.ledger.lost('expired', { alert: delivery.alert });
      await this.end(delivery);
    }
  }

  private async end(delivery: Delivery): Promise<void> {
    this.schedule.forget(delivery);
    await this.outbox.end(delivery).catch((error: unknown) => this.unwritable(error));
  }

  private unwritable(error: unknown): void {
    this.deps.log.error('the outbox of a receiver cannot be written', {
      receiver: this.options.name,
      error,
    });
  }
}

/** That we live is told by the heartbeat, which repeats it; once, it would mean nothing. */
function isFor(audience: Audience | undefined): (notice: AlertNotice) => boolean {
  return ({ alert }) => alert.rule !== aliveRule && (audience === undefined || alert.audience === audience);
}

function newsOf(notice: AlertNotice, outbox: Outbox, nowMs: number): readonly Queued[] {
  const { alert } = notice;
  const told = nextTold(notice, outbox.told(alert.id));
  if (told === undefined) return [];
  const body = eventBody(notice, told, instant(nowMs));
  return [{ delivery: { id: eventId(alert, told), alert: alert.id, queuedAt: nowMs, body }, told }];
}
