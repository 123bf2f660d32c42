import { describe, expect, it } from 'vitest';
import { dueDay, weekBefore, weeksLater } from '../../../analyzer/defederation/week.ts';

const berlin = { day: 'monday', time: '08:00', zone: 'Europe/Berlin' } as const;
const due = (at: string, schedule: Parameters<typeof dueDay>[0] = berlin) => dueDay(schedule, Date.parse(at));

describe('the day whose digest is due', () => {
  it.each([
    ['the minute before', '2026-11-23T06:59:59.999Z', '2026-11-16'],
    ['the minute itself', '2026-11-23T07:00:00.000Z', '2026-11-23'],
    ['the day before the next', '2026-11-29T22:59:00.000Z', '2026-11-23'],
    ['summer time', '2026-07-13T06:00:00.000Z', '2026-07-13'],
    ['an hour before it in summer time', '2026-07-13T05:59:00.000Z', '2026-07-06'],
  ])('is told by the clock on the wall: %s', (_what, at, day) => {
    expect(due(at)).toBe(day);
  });

  it('comes where clocks leave its time out, and once where they show it twice', () => {
    const sunday = { day: 'sunday', time: '02:30', zone: 'Europe/Berlin' } as const;

    expect(due('2026-03-29T01:29:00.000Z', sunday)).toBe('2026-03-22');
    expect(due('2026-03-29T01:30:00.000Z', sunday)).toBe('2026-03-29');
    expect(due('2026-10-25T00:30:00.000Z', sunday)).toBe('2026-10-25');
    expect(due('2026-10-25T01:30:00.000Z', sunday)).toBe('2026-10-25');
  });
});

describe('the week before a day', () => {
  it('is seven days by the calendar of the zone, though clocks were set in it', () => {
    expect(weekBefore('2026-10-26', 'Europe/Berlin')).toEqual({
      day: '2026-10-26',
      firstDay: '2026-10-19',
      lastDay: '2026-10-25',
      since: '2026-10-18T21:59:59.999Z',
      until: '2026-10-25T22:59:59.999Z',
    });
  });

  it('follows on the one before without a gap', () => {
    const days = ['2026-03-23', '2026-03-30', '2026-04-06'];
    const weeks = days.map((day) => weekBefore(day, 'Europe/Berlin'));

    expect(weeks.slice(1).map((week) => week?.since)).toEqual(weeks.slice(0, -1).map((week) => week?.until));
    expect(weeksLater(days[0]!, 2)).toBe(days[2]);
  });

  it.each(['2026-02-30', '2026-13-01', '26-1-1', '0050-01-05', '0000-01-01', '9999-12-31', 'x', ''])(
    'is of no day that is none, and of none long before or after us: %j',
    (day) => {
      expect(weekBefore(day, 'UTC')).toBeUndefined();
    },
  );
});
