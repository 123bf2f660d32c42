import type { AlertNotice } from '../../model/alert.ts';
import type { Clock } from '../../model/clock.ts';
import type { Log } from '../../model/log.ts';
import type { Meter, NotificationLoss, NotificationOutcome, ReceiverKind } from '../../model/telemetry.ts';
import { answerText, outcomeOf } from './delivery.ts';
import type { Answer } from './post.ts';

/** One that is told of alerts. It sends only in `step` and `close`, so that time can be made in tests. */
export interface Receiver {
  /** Takes what stands now; resolves when it survives our death. */
  notify(notices: readonly AlertNotice[]): Promise<void>;
  /** Sends what is due; never rejects. A call while one is under way waits for that one. */
  step(): Promise<void>;
  /** Says what must be said before we go, and lets go. Never rejects. */
  close(): Promise<void>;
}

/** What every receiver works with. `stop`: ends what is under way. */
export interface ReceiverDeps {
  readonly clock: Clock;
  readonly log: Log;
  readonly meter: Meter;
  readonly userAgent: string;
  readonly stop: AbortSignal;
}

/** Work that never runs beside itself. */
export function oneAtATime(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => {
    running ??= work().finally(() => {
      running = undefined;
    });
    return running;
  };
}

/** Which receiver it is. `name` names it to people without its secrets: `alerts.webhooks[0] (https://chat.example)`. */
export interface ReceiverName {
  readonly kind: ReceiverKind;
  readonly name: string;
}

/** What we say of ourselves about one receiver. The log hears of a receiver when it begins to fail and when that ends, not each time. */
export interface Ledger {
  /** Counts an answer, and says what it means. */
  answered(answer: Answer): NotificationOutcome;
  lost(reason: NotificationLoss, fields?: Readonly<Record<string, unknown>>): void;
}

/** The ledger of one receiver. */
export function openLedger(
  { kind, name }: ReceiverName,
  { log, meter }: Pick<ReceiverDeps, 'log' | 'meter'>,
): Ledger {
  let fails = false;
  return {
    answered(answer) {
      const outcome = outcomeOf(answer);
      meter.add('notifications', 1, { receiver: kind, outcome });
      const fields = { receiver: name, answer: answerText(answer) };
      if (outcome !== 'delivered' && !fails) log.warn('a receiver of alerts does not take them', fields);
      if (outcome === 'delivered' && fails) log.info('a receiver of alerts takes them again', fields);
      fails = outcome !== 'delivered';
      return outcome;
    },
    lost(reason, fields = {}) {
      meter.add('notifications_lost', 1, { receiver: kind, reason });
      log.error('a receiver will not be told', { receiver: name, reason, ...fields });
    },
  };
}
