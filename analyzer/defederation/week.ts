import { instant } from '../../model/clock.ts';
import type { DigestSchedule } from '../../model/configuration/digest.ts';
import { weekdays } from '../../model/configuration/maintenance.ts';
import { dayIn, instantOf } from '../alerts/wall-time.ts';
import type { Period } from './dossier.ts';

const dayMs = 86_400_000;

/** The seven calendar days before a day, in a time zone. Days are YYYY-MM-DD. */
export interface DigestWeek extends Period {
  /** The day on which its digest is sent; it names the week. */
  readonly day: string;
  readonly firstDay: string;
  readonly lastDay: string;
}

/** The newest day, YYYY-MM-DD, whose digest is due at an instant (epoch milliseconds). */
export function dueDay({ day, time, zone }: DigestSchedule, nowMs: number): string {
  let date = dayIn(zone, nowMs);
  // A week has each day, and each day its time: at the latest a week ago it was due.
  while (weekdayOf(date) !== day || instantOf({ day: date, time }, zone) > nowMs) date = moved(date, -1);
  return date;
}

/** The week whose digest is sent on a day. Undefined: the text is no day of the years 2000 to 2999. */
export function weekBefore(day: string, zone: string): DigestWeek | undefined {
  if (!/^2\d{3}-\d{2}-\d{2}$/.test(day) || Number.isNaN(Date.parse(day)) || moved(day, 0) !== day)
    return undefined;
  const firstDay = moved(day, -7);
  // The beginning of a period does not belong to it, the first millisecond of a day does.
  const before = (date: string) => instant(instantOf({ day: date, time: '00:00' }, zone) - 1);
  return { day, firstDay, lastDay: moved(day, -1), since: before(firstDay), until: before(day) };
}

/** The same day of the week, so many weeks later. */
export function weeksLater(day: string, weeks: number): string {
  return moved(day, weeks * 7);
}

function moved(day: string, days: number): string {
  return instant(Date.parse(day) + days * dayMs).slice(0, 10);
}

function weekdayOf(day: string): (typeof weekdays)[number] | undefined {
  return weekdays[(new Date(day).getUTCDay() + 6) % 7];
}
