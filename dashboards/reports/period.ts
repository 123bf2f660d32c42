import type { Period } from '../../analyzer/defederation/dossier.ts';
import { instant } from '../../model/clock.ts';
import type { Tongue } from './words/tongue.ts';

/** A period as calendars have it, RFC 3339: `since` is its first instant, `until` the first one after it. */
export interface CalendarPeriod {
  readonly since: string;
  readonly until: string;
}

/** A period whose beginning does not belong to it and whose end does, as calendars have it. */
export function calendarPeriodOf({ since, until }: Period): CalendarPeriod {
  const next = (at: string) => instant(Date.parse(at) + 1);
  return { since: next(since), until: next(until) };
}

/** What a report is about, and when it was made. */
export function periodLine(
  { since, until, madeAt }: CalendarPeriod & { readonly madeAt: string },
  { words, form }: Tongue,
): string {
  const made = form.moment(madeAt);
  return isMonth({ since, until })
    ? words.frame.month(form.day(lastOf(until)), made)
    : words.frame.period(form.moment(since), form.moment(until), made);
}

/** When a period ends: its last day where it is a month, else the moment. */
export function endLine({ since, until }: CalendarPeriod, { form }: Tongue): string {
  return isMonth({ since, until }) ? form.day(lastOf(until)) : form.moment(until);
}

/** Is it one whole calendar month in UTC? */
function isMonth({ since, until }: CalendarPeriod): boolean {
  const first = new Date(since);
  const next = Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 1);
  return /-01T00:00:00\.000Z$/.test(since) && Date.parse(until) === next;
}

function lastOf(until: string): string {
  return instant(Date.parse(until) - 1);
}
