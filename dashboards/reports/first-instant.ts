import { instant } from '../../model/clock.ts';

/** The first instant of a period whose beginning does not belong to it: what people call its beginning. RFC 3339. */
export function firstInstant(since: string): string {
  return instant(Date.parse(since) + 1);
}
