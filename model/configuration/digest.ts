import { z } from 'zod';
import { timeField, weekdays, zoneField } from './maintenance.ts';

/** When the weekly digest is sent. It is about the seven days before that day, by the calendar of the zone. */
export const digestSchema = z.strictObject({
  day: z.enum(weekdays).describe(weekdays.join(', ')).default('monday'),
  time: timeField.describe('when it is sent by the clock on the wall, such as "08:00"').default('08:00'),
  zone: zoneField.describe('the time zone of the clock, such as Europe/Berlin').default('UTC'),
});

/** When the weekly digest is sent, as configured. `time`: HH:MM. */
export type DigestSchedule = Readonly<z.output<typeof digestSchema>>;

/** What the page shows where nothing is sent. */
export const usualDigest: DigestSchedule = digestSchema.parse({});
