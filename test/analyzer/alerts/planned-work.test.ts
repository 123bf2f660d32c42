import { expect, it } from 'vitest';
import { plannedWork } from '../../../analyzer/alerts/planned-work.ts';
import { configurationSchema } from '../../../model/configuration.ts';

const october = { from: Date.parse('2026-10-19T00:00:00Z'), to: Date.parse('2026-11-02T00:00:00Z') };

function workOf(...maintenance: readonly object[]) {
  const configuration = configurationSchema.parse({
    monitor: { origin: 'https://monitor.example', contact: 'ops@monitor.example' },
    hosted: [
      { domain: 'one.example', customer: 'Example Institution' },
      { domain: 'two.example', customer: 'Example Institution' },
      { domain: 'three.example' },
    ],
    maintenance: maintenance.map((window) => ({ name: 'upgrade', ...window })),
  });
  return plannedWork(configuration, october).map(({ from, to, servers }) => [
    new Date(from).toISOString().slice(5, 16),
    (to - from) / 3_600_000,
    servers?.join(' '),
  ]);
}

const once = { from: '2026-10-20T00:00:00Z', to: '2026-10-20T02:00:00Z' };

it('is every time that a window is open, over a change of the clocks too', () => {
  const weekly = { day: 'sunday', time: '02:00', duration: '2h', zone: 'Europe/Berlin' };

  expect(workOf({ weekly })).toEqual([
    ['10-25T00:00', 2, undefined],
    ['11-01T01:00', 2, undefined],
  ]);
});

it('is at the servers that a window names, by name or by customer', () => {
  const customers = ['Example Institution'];

  expect(workOf({ ...once, servers: ['three.example'] })).toEqual([['10-20T00:00', 2, 'three.example']]);
  expect(workOf({ ...once, customers })).toEqual([['10-20T00:00', 2, 'one.example two.example']]);
  expect(workOf({ ...once, customers, servers: ['two.example', 'three.example'] })).toEqual([
    ['10-20T00:00', 2, 'two.example'],
  ]);
});

it('touches the time that is asked for, and is not what concerns single rules only', () => {
  expect(workOf({ from: '2026-10-18T23:00:00Z', to: '2026-10-19T00:00:00Z' })).toEqual([]);
  expect(workOf({ from: '2026-10-18T23:00:00Z', to: '2026-10-19T00:00:01Z' })).toHaveLength(1);
  expect(workOf({ ...once, rules: ['tls.expiry'] })).toEqual([]);
});
