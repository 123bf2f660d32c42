import { z } from 'zod';
import { durationField, hostField, textField } from './fields.ts';

/** The days of the week as Europe counts them, by their number in ISO 8601 less one. */
export const weekdays = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;

const instantField = z.iso
  .datetime({ offset: true, error: 'is no moment with a time zone' })
  .transform((text) => new Date(text).toISOString());

/** The name of a time zone, such as Europe/Berlin. */
export const zoneField = z.string().refine(isTimeZone, { error: 'is no time zone' });

/** A time of day by the clock on the wall, such as 08:00. */
export const timeField = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'is no time of day' });

const weekMs = 7 * 86_400_000;

const weekly = z.strictObject({
  day: z.enum(weekdays).describe(weekdays.join(', ')),
  time: timeField.describe('when it begins by the clock on the wall, such as "02:00"'),
  duration: durationField
    .refine((ms) => ms < weekMs, { error: 'is not shorter than a week' })
    .describe('how long it lasts, such as 2h'),
  zone: zoneField.describe('the time zone of the clock, such as Europe/Berlin'),
});

/** One maintenance window: once from a moment to another, or every week. While it is open, alerts that it names are quiet; servers are watched all the same. */
export const maintenanceSchema = z
  .strictObject({
    name: textField.describe('what is done, such as Database upgrade'),
    from: instantField.describe('when it begins, such as 2026-11-20T22:00:00+01:00').exactOptional(),
    to: instantField.describe('when it ends, such as 2026-11-21T02:00:00+01:00').exactOptional(),
    weekly: weekly.describe('when it begins every week').exactOptional(),
    servers: z
      .array(hostField.describe('a server, such as social.example'))
      .min(1, { error: 'is empty' })
      .describe('the servers it concerns; leave it out for all')
      .exactOptional(),
    customers: z
      .array(textField.describe('a customer as in hosted'))
      .min(1, { error: 'is empty' })
      .describe('the customers whose servers it concerns; leave it out for all')
      .exactOptional(),
    rules: z
      .array(textField.describe('the id of a rule, such as tls.expiry'))
      .min(1, { error: 'is empty' })
      .describe('the rules it concerns; leave it out for all')
      .exactOptional(),
  })
  .superRefine((window, context) => {
    const problem = refusalOf(window);
    if (problem !== undefined) context.addIssue({ code: 'custom', message: problem, input: window.name });
  });

/** A maintenance window as configured. */
export type MaintenanceWindow = z.output<typeof maintenanceSchema>;

function refusalOf({
  from,
  to,
  weekly: everyWeek,
}: Pick<MaintenanceWindow, 'from' | 'to' | 'weekly'>): string | undefined {
  if ((everyWeek === undefined) === (from === undefined)) {
    return 'says not when it takes place; give either from and to, or weekly';
  }
  if ((from === undefined) !== (to === undefined)) return 'has half a span; give both from and to';
  return from !== undefined && to !== undefined && from >= to
    ? 'ends before it begins; swap from and to'
    : undefined;
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    // The only way to ask: a name that is no zone is a RangeError.
    return false;
  }
}
