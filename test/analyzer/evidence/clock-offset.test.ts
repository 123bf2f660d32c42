import { expect, it } from 'vitest';
import { clockOffsetAt } from '../../../analyzer/evidence/clock-offset.ts';
import type { Exchange } from '../../../model/exchange.ts';
import type { Observation } from '../../../model/observation.ts';
import type { PastOrder } from '../../../store/store.ts';
import { anObservation, host } from '../../store/examples.ts';

const at = '2026-11-20T10:00:00.000Z';
const controls = ['a.example', 'b.example', 'c.example'].map(host);

/** What one server said: its date, when we asked, and other headers. */
const said = (server: string, date: string, midpoint: string, others = {}): Observation => {
  const exchange: Exchange = {
    ...anObservation().exchanges[0]!,
    responseHeaders: { date, ...others },
    midpointMs: Date.parse(midpoint),
  };
  return anObservation({ server: host(server), exchanges: [exchange] });
};

const offsetOf = (seen: readonly Observation[]) => clockOffsetAt(at, controls, { past: async () => seen });

it('is the median of what servers said, theirs minus ours, with the half second that a date loses', async () => {
  const date = 'Fri, 20 Nov 2026 10:00:00 GMT';
  const seen = [
    said('a.example', date, '2026-11-20T10:00:00.600Z'),
    said('b.example', date, '2026-11-20T10:00:00.400Z'),
    said('c.example', date, '2026-11-20T07:00:00.000Z'),
  ];

  expect(await offsetOf(seen)).toEqual({ servers: 3, medianMs: 100, resolutionMs: 1_000 });
});

it('does not count dates that a cache repeats, nor what is no date', async () => {
  const cached = said('a.example', 'Fri, 20 Nov 2026 09:00:00 GMT', at, { age: '3600' });
  expect(await offsetOf([cached, said('b.example', '[text]', at)])).toBeUndefined();
});

it('looks an hour to each side', async () => {
  const orders: PastOrder[] = [];
  await clockOffsetAt(at, controls, {
    past: async (order) => {
      orders.push(order);
      return [];
    },
  });

  expect(orders).toMatchObject([
    { servers: controls, since: '2026-11-20T09:00:00.000Z', until: '2026-11-20T11:00:00.000Z' },
  ]);
});
