import { expect, it } from 'vitest';
import { playedWeeks } from './two-weeks.ts';

it('two hostile weeks give exactly these alerts, and the same with a restart every seven minutes', () => {
  const { heard, incidents } = playedWeeks(7);

  expect(heard).toEqual([
    '1 00:00 alive firing',
    // Twenty minutes of outage.
    '1 03:05 s0.example firing',
    '1 03:25 s0.example resolved',
    '3 09:05 s4.example firing',
    // Four servers on one address, and nothing of the four minutes that s5 is away every morning.
    '4 14:05 s0.example firing',
    '4 14:06 s1.example firing',
    '4 14:07 s2.example firing',
    '4 14:08 s3.example firing',
    '4 15:03 s3.example resolved',
    '4 15:05 s0.example resolved',
    '4 15:05 s1.example resolved',
    '4 15:05 s2.example resolved',
    // On day 6 the monitor was down for four hours: nothing ended, and the outage of s1 in that time was not seen.
    // On day 7, when the clocks were set back, s2 was away in the window only.
    // On day 9 nothing was observed for four hours.
    '9 08:15 s4.example unknown',
    '9 12:00 s4.example firing',
    // Down every other minute, for forty minutes.
    '9 20:06 s6.example firing, flapping',
    '9 20:57 s6.example resolved',
    // Away when the window began, and still when it ended.
    '14 03:00 s2.example firing',
    '14 03:35 s2.example resolved',
    '14 23:05 s4.example resolved',
  ]);
  expect(incidents).toMatchObject([
    {
      cause: { kind: 'address', value: '192.0.2.1' },
      startedAt: '2026-10-22T14:00:00.000Z',
      endedAt: '2026-10-22T15:05:00.000Z',
    },
  ]);
  expect(incidents[0]?.members).toHaveLength(4);
  expect(playedWeeks(Number.POSITIVE_INFINITY)).toEqual({ heard, incidents });
}, 60_000);
