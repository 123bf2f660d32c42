import { describe, expect, it } from 'vitest';
import { monthOf } from '../../../dashboards/defederation/period.ts';
import { calendarPeriodOf, endLine, periodLine } from '../../../dashboards/reports/period.ts';
import { tongueOf } from '../../../dashboards/reports/words/tongue.ts';

const madeAt = '2026-11-22T09:30:00.000Z';
const now = Date.parse(madeAt);

/** A month as reports have it. */
function month(text: string) {
  const period = monthOf(text, now);
  if (period === undefined) throw new Error(`${text} has not begun`);
  return calendarPeriodOf(period);
}

describe('the period of a report', () => {
  it('is from the first instant of a month to the first of the next', () => {
    expect(month('2026-02')).toEqual({
      since: '2026-02-01T00:00:00.000Z',
      until: '2026-03-01T00:00:00.000Z',
    });
  });

  it.each([
    ['en', '1 to 31 October 2026, UTC. Made 22 November 2026 at 09:30 UTC.', '31 October 2026'],
    ['de', '1. bis 31. Oktober 2026, UTC. Erstellt am 22. November 2026 um 09:30 UTC.', '31. Oktober 2026'],
    ['fr', 'Du 1er au 31 octobre 2026, UTC. Établi le 22 novembre 2026 à 09:30 UTC.', '31 octobre 2026'],
  ] as const)('reads as people write a month (%s)', (language, line, end) => {
    const october = month('2026-10');

    expect(periodLine({ ...october, madeAt }, tongueOf(language))).toBe(line);
    expect(endLine(october, tongueOf(language))).toBe(end);
  });

  it('reads with a time of day while the month goes on', () => {
    const november = month('2026-11');

    expect(periodLine({ ...november, madeAt }, tongueOf('en'))).toBe(
      'From 1 November 2026 at 00:00 UTC to 22 November 2026 at 09:30 UTC. Made 22 November 2026 at 09:30 UTC.',
    );
    expect(endLine(november, tongueOf('en'))).toBe('22 November 2026 at 09:30 UTC');
  });
});
