import { expect, it } from 'vitest';
import { instant } from '../../model/clock.ts';
import { at, type Hostilities, playedWeeks, type Span } from './hostile-weeks.ts';

/** A Monday. */
const monday = Date.parse('2026-11-02T00:00:00.000Z');

/** From a time of a day to another time of it. */
const on = (day: number, from: string, to: string): Span => [at(day, from), at(day, to)];

const flaps = Array.from({ length: 5 }, (_, index): Span => {
  const from = at(2, '09:00') + 9 * index;
  return [from, from + 6];
});

const hostilities: Hostilities = {
  outages: [
    ['s0.example', on(1, '02:03', '02:18')],
    ['s3.example', on(1, '02:06', '02:09')],
    ...flaps.map((span) => ['s1.example', span] as const),
    ['s2.example', on(3, '12:03', '12:24'), 'other'],
    ['s3.example', on(4, '10:36', '10:48')],
    ['s0.example', on(5, '12:03', '12:12')],
    ['s4.example', on(6, '04:03', '04:18')],
    ['s2.example', on(7, '02:03', '02:18')],
    ['s3.example', on(7, '03:45', '04:09')],
    ['s5.example', [at(8, '12:00'), at(12, '08:00')]],
    ['s4.example', on(9, '12:03', '12:18')],
    ['s4.example', on(10, '15:00', '18:00')],
    ['s0.example', on(13, '20:03', '20:18')],
    ['s4.example', on(13, '20:03', '20:18')],
  ],
  lost: [['other', on(4, '10:00', '10:54')]],
  cutOff: [on(9, '12:00', '12:24')],
  deaf: [on(5, '12:00', '12:30')],
  restless: [on(6, '04:03', '04:30')],
  stopped: [on(10, '14:00', '18:21')],
  watched: [
    on(1, '02:00', '02:33'),
    on(2, '08:57', '09:51'),
    on(3, '12:00', '12:33'),
    on(4, '09:57', '11:18'),
    on(5, '12:00', '12:48'),
    on(6, '04:00', '04:33'),
    on(7, '02:00', '02:24'),
    on(7, '03:42', '04:24'),
    on(8, '11:57', '12:09'),
    on(9, '11:48', '12:33'),
    on(9, '17:45', '18:09'),
    on(10, '13:57', '14:03'),
    on(10, '18:21', '18:30'),
    on(12, '07:54', '08:15'),
    on(13, '20:00', '20:33'),
  ],
  maintenance: [
    {
      name: 'Sunday',
      weekly: { day: 'sunday', time: '02:00', duration: '2h', zone: 'Etc/UTC' },
      servers: ['s2.example', 's3.example'],
    },
  ],
};

it('two hostile weeks give a webhook and an Alertmanager exactly this to hear', async () => {
  const heard = await playedWeeks(monday, hostilities);

  const lines = heard.map(({ receiver, says, atMs }) => {
    const day = Math.floor((atMs - monday) / 86_400_000) + 1;
    return `${day} ${instant(atMs).slice(11, 16)} ${receiver} ${says}`;
  });
  expect(lines).toEqual([
    '1 00:00 alertmanager alive firing',
    // Fifteen minutes of outage, and nothing of one visit that failed.
    '1 02:09 alertmanager s0.example firing',
    '1 02:09 webhook s0.example firing',
    '1 02:24 alertmanager s0.example resolved',
    '1 02:24 webhook s0.example resolved',
    // Away and back five times; after that it takes good visits, and those come on days 3 and 4.
    '2 09:30 alertmanager s1.example firing',
    '2 09:30 webhook s1.example firing',
    // On day 3 the vantages disagreed for twenty minutes: nothing.
    '4 10:00 alertmanager s1.example resolved',
    '4 10:00 webhook s1.example resolved',
    // One vantage is lost; of the other alone, an outage is told all the same.
    '4 10:42 alertmanager s3.example firing',
    '4 10:42 webhook s3.example firing',
    '4 10:45 alertmanager vantage other firing',
    '4 10:45 webhook vantage other firing',
    '4 10:54 alertmanager s3.example resolved',
    '4 10:54 webhook s3.example resolved',
    '4 11:09 alertmanager vantage other resolved',
    '4 11:09 webhook vantage other resolved',
    // Receivers were deaf. The webhook hears both later, in order; for Alertmanager nothing stands any more.
    '5 12:33 webhook s0.example firing',
    '5 12:33 webhook s0.example resolved',
    // With a restart before every pass.
    '6 04:09 alertmanager s4.example firing',
    '6 04:09 webhook s4.example firing',
    '6 04:24 alertmanager s4.example resolved',
    '6 04:24 webhook s4.example resolved',
    // Planned work until four: one outage was within it, one lasts longer.
    '7 04:00 alertmanager s3.example firing',
    '7 04:00 webhook s3.example firing',
    '7 04:15 alertmanager s3.example resolved',
    '7 04:15 webhook s3.example resolved',
    // An outage of four days, in the midst of which nobody could tell.
    '8 12:06 alertmanager s5.example firing',
    '8 12:06 webhook s5.example firing',
    // Our own network was down: we say that of ourselves, and nothing of a server that was away in the meantime.
    '9 12:12 alertmanager vantage other firing',
    '9 12:12 alertmanager vantage main firing',
    '9 12:12 webhook vantage other firing',
    '9 12:12 webhook vantage main firing',
    '9 17:57 alertmanager vantage other resolved',
    '9 17:57 alertmanager vantage main resolved',
    '9 17:57 webhook vantage other resolved',
    '9 17:57 webhook vantage main resolved',
    '12 08:06 alertmanager s5.example resolved',
    '12 08:06 webhook s5.example resolved',
    // On day 10 nothing of us ran for four hours: nothing was seen, and nothing ended. Two servers at once.
    '13 20:09 alertmanager s0.example firing',
    '13 20:09 alertmanager s4.example firing',
    '13 20:09 webhook s0.example firing',
    '13 20:09 webhook s4.example firing',
    '13 20:24 alertmanager s0.example resolved',
    '13 20:24 alertmanager s4.example resolved',
    '13 20:24 webhook s0.example resolved',
    '13 20:24 webhook s4.example resolved',
  ]);
}, 240_000);
