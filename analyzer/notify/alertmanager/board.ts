import type { AlertNotice } from '../../../model/alert.ts';
import { aliveRule } from '../../../model/alive.ts';
import { instant } from '../../../model/clock.ts';
import { labelsOf, type PostedAlert, postedAlert } from './posted-alert.ts';

/** Milliseconds. */
export interface AlertmanagerTimes {
  /** A firing alert is sent again after this. */
  readonly resendMs: number;
  /** How long after a sending an alert holds without another: it has to outlive a restart of ours. */
  readonly holdMs: number;
  /** How long it holds when we end as we were told to. */
  readonly partingMs: number;
  /** How long a resolved alert is sent again, since an Alertmanager that restarts forgets. */
  readonly resolvedMs: number;
  /** How long `monitor.alive` holds after the analyzer last said so. */
  readonly aliveMs: number;
}

/**
 * What is used in earnest. Prometheus sends again every minute, lets alerts hold for four times that, and sends resolved ones for 15 minutes
 * (`rules/manager.go`, `rules/alerting.go`); Alertmanager asks for five (`docs/alerts_api.md`). Alerts of ours hold longer, because a restart
 * of ours must not read as the end of somebody's outage; `monitor.alive` does not, because its end is its message.
 */
export const alertmanagerTimes: AlertmanagerTimes = {
  resendMs: 60_000,
  holdMs: 900_000,
  partingMs: 86_400_000,
  resolvedMs: 900_000,
  aliveMs: 240_000,
};

interface Entry {
  readonly notice: AlertNotice;
  /** When it was first seen resolved. Absent: it stands. */
  readonly resolvedSince?: number;
  /** When it was last sent. Absent: not as it is now. */
  readonly sentAt?: number;
}

/** One alert on its way. `key`: to say later that it was sent. */
export interface Due {
  readonly key: string;
  readonly notice: AlertNotice;
  readonly posted: PostedAlert;
}

/** What one Alertmanager should know. It is made from what stands, so it needs no memory beyond this process. */
export class Board {
  private readonly entries = new Map<string, Entry>();
  private readonly times: AlertmanagerTimes;
  private readonly limit: number;

  /** `limit`: alerts that are kept at once. */
  constructor(times: AlertmanagerTimes, limit: number) {
    this.times = times;
    this.limit = limit;
  }

  /** Takes what stands now; says what there was no room for. An alert that is neither standing nor resolved any more is not sent again. */
  take(notices: readonly AlertNotice[], nowMs: number): readonly AlertNotice[] {
    const before = new Map(this.entries);
    this.forgetOld(nowMs);
    const loudest = notices.toSorted((a, b) => Number(isResolved(a)) - Number(isResolved(b)));
    const lost = loudest.filter((notice) => !this.put(notice, before, nowMs));
    return lost;
  }

  /** What has to be sent now, so many at most. */
  due(nowMs: number, most: number): readonly Due[] {
    const { resendMs } = this.times;
    const isDue = ({ notice, sentAt }: Entry): boolean => {
      // That it goes on is its whole message: it may only run out, whatever stops the passes.
      if (isAlive(notice) && aliveUntil(notice, this.times) <= nowMs) return false;
      // Sent in what is now the future: the clock was set back.
      return sentAt === undefined || sentAt > nowMs || nowMs - sentAt >= resendMs;
    };
    return [...this.entries]
      .filter(([, entry]) => isDue(entry))
      .slice(0, most)
      .map(([key, { notice }]) => ({ key, notice, posted: this.posted(notice, nowMs) }));
  }

  /** What has to be sent before we end: everything that fires, to hold until somebody starts us again. */
  parting(nowMs: number): readonly Due[] {
    const remark = `the monitor was stopped at ${instant(nowMs)}; this is what it knew then`;
    const endsAt = instant(nowMs + this.times.partingMs);
    return [...this.entries]
      .filter(([, { notice }]) => !isResolved(notice) && !isAlive(notice))
      .map(([key, { notice }]) => ({ key, notice, posted: postedAlert(notice, { endsAt, remark }) }));
  }

  /** Those were sent, as they were then. */
  sent(all: readonly Due[], nowMs: number): void {
    for (const { key, notice } of all) {
      const entry = this.entries.get(key);
      if (entry !== undefined && sameWord(entry.notice, notice))
        this.entries.set(key, { ...entry, sentAt: nowMs });
    }
  }

  private posted(notice: AlertNotice, nowMs: number): PostedAlert {
    const { holdMs } = this.times;
    const { resolvedAt } = notice.alert;
    if (isResolved(notice)) return postedAlert(notice, { endsAt: resolvedAt ?? instant(nowMs) });
    const holdsUntil = isAlive(notice) ? aliveUntil(notice, this.times) : nowMs + holdMs;
    return postedAlert(notice, { endsAt: instant(holdsUntil) });
  }

  /** What stands is told anew each time, so only what has ended has to be kept, for a while. */
  private forgetOld(nowMs: number): void {
    for (const [key, { resolvedSince }] of this.entries)
      if (resolvedSince === undefined || nowMs - resolvedSince >= this.times.resolvedMs)
        this.entries.delete(key);
  }

  private put(notice: AlertNotice, before: ReadonlyMap<string, Entry>, nowMs: number): boolean {
    const { id } = notice.alert;
    const earlier = before.get(id);
    if (earlier !== undefined && !sameLabels(earlier.notice, notice)) this.end(earlier.notice, nowMs);
    // The same labels may have ended not long ago, when the severity changed for a while.
    this.entries.delete(keyOfLabels(notice));
    if (this.entries.size >= this.limit && !this.entries.has(id)) return false;
    const resolvedSince = isResolved(notice) ? (earlier?.resolvedSince ?? nowMs) : undefined;
    const sentAt = earlier !== undefined && sameWord(earlier.notice, notice) ? earlier.sentAt : undefined;
    this.entries.set(id, {
      notice,
      ...(resolvedSince !== undefined && { resolvedSince }),
      ...(sentAt !== undefined && { sentAt }),
    });
    return true;
  }

  /** A severity that changed makes another alert of it for Alertmanager; the one before has to end. */
  private end(notice: AlertNotice, nowMs: number): void {
    if (isResolved(notice)) return;
    const alert = { ...notice.alert, state: 'resolved', resolvedAt: instant(nowMs) } as const;
    this.entries.set(keyOfLabels(notice), { notice: { ...notice, alert }, resolvedSince: nowMs });
  }
}

function aliveUntil({ alert }: AlertNotice, { aliveMs }: AlertmanagerTimes): number {
  return Date.parse(alert.lastFailedAt) + aliveMs;
}

function isAlive({ alert }: AlertNotice): boolean {
  return alert.rule === aliveRule;
}

function isResolved({ alert }: AlertNotice): boolean {
  return alert.state === 'resolved';
}

function keyOfLabels({ alert }: AlertNotice): string {
  return JSON.stringify(labelsOf(alert));
}

function sameLabels(a: AlertNotice, b: AlertNotice): boolean {
  return keyOfLabels(a) === keyOfLabels(b);
}

/** Whether two notices say the same in what must be told at once. */
function sameWord(a: AlertNotice, b: AlertNotice): boolean {
  const { state, firedAt, resolvedAt } = a.alert;
  const other = b.alert;
  return (
    state === other.state && firedAt === other.firedAt && resolvedAt === other.resolvedAt && sameLabels(a, b)
  );
}
