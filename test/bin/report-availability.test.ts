import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { plannedWork } from '../../analyzer/alerts/planned-work.ts';
import { objectivesOf } from '../../bin/objectives.ts';
import { reportAvailability } from '../../bin/reports/availability.ts';
import { availabilityFormats } from '../../dashboards/reports/availability/formats.ts';
import type { AvailabilityReport } from '../../dashboards/reports/availability/report.ts';
import { tongueOf } from '../../dashboards/reports/words/tongue.ts';
import { type FailureCode, failure, outcomeOf } from '../../model/failure.ts';
import type { Observation } from '../../model/observation.ts';
import { openSpool } from '../../store/spool/spool.ts';
import { anObservation, aServer, host } from '../store/examples.ts';
import { anErrand, type Errand } from './errands.ts';

const ours = host('social.stadt.example');
const silent = host('video.stadt.example');
const customer = '=Stadt & Land';
const start = Date.parse('2025-11-10T00:00:00.000Z');
const minute = 60_000;

let errand: Errand;

interface Asked {
  readonly at: number;
  readonly vantage?: string;
  readonly failed?: FailureCode | undefined;
}

/** One answer to DNS, so many minutes after the start. */
function asked({ at, vantage = 'main', failed }: Asked): Observation {
  const scheduledAt = new Date(start + at * minute).toISOString();
  const made = anObservation({ server: ours, probe: 'dns', vantage, scheduledAt, startedAt: scheduledAt });
  if (failed === undefined) return made;
  const { data: _, ...rest } = made;
  return { ...rest, outcome: outcomeOf(failed), failure: failure(failed) };
}

const minutes = (from: number, until: number) =>
  Array.from({ length: until - from }, (_, index) => from + index);

beforeAll(async () => {
  errand = await anErrand({
    hosted: [{ domain: ours, customer, objective: 99.9 }],
    maintenance: [
      { name: 'upgrade', from: '2025-11-10T01:00:00Z', to: '2025-11-10T01:10:00Z', servers: [ours] },
    ],
  });
  const { store, log, clock } = errand.foundation;
  await store.enrol([
    aServer(ours, { role: 'hosted', customer }),
    aServer(silent, { role: 'hosted', customer }),
    aServer('social.other.example', { role: 'hosted', customer: 'Other Institution' }),
  ]);
  const observations = [
    // Gone for a quarter of an hour, seen from both; maintenance from 01:00 to 01:10 hides what it breaks.
    ...minutes(0, 90).flatMap((at) => {
      const failed = (at >= 20 && at < 35) || (at >= 60 && at < 70) ? ('dns-nxdomain' as const) : undefined;
      return [asked({ at, failed }), asked({ at, vantage: 'paris', failed })];
    }),
    // Two hours later one vantage looks alone and sees one bad minute, and then nobody looks.
    ...minutes(240, 250).map((at) => asked({ at, ...(at === 249 && { failed: 'dns-timeout' }) })),
  ];
  const spool = await openSpool(
    { directory: join(errand.folder, 'spool'), maxAgeMs: 2 },
    { sink: store, log, clock },
  );
  await spool.append({ observations, evidence: [] });
  await spool.close();
});

type Format = keyof typeof availabilityFormats;

const english = (format: Format) => (report: AvailabilityReport) =>
  availabilityFormats[format](report, tongueOf('en'));

async function printed(format: Format, month = '2025-11') {
  const before = errand.out().length;
  const request = { customer, month, write: english(format) };
  expect(await reportAvailability(request, errand.foundation)).toBe(0);
  return errand.out().slice(before);
}

describe('report availability', () => {
  it('tells what was seen, and counts neither maintenance nor time without data', async () => {
    const { servers, totals, running, since, until } = JSON.parse(await printed('json'));

    expect([since, until, running]).toEqual(['2025-11-01T00:00:00.000Z', '2025-12-01T00:00:00.000Z', false]);
    expect(servers[0]).toMatchObject({
      server: ours,
      objective: 99.9,
      state: 'open',
      availability: expect.closeTo(1 - 3.2 / 18, 9),
      badMs: 16 * minute,
      knownMs: 90 * minute,
      plannedMs: 10 * minute,
      planned: [{ begin: '2025-11-10T01:00:00.000Z', end: '2025-11-10T01:10:00.000Z' }],
      vantages: ['main', 'paris'],
    });
    const whole = servers[0].knownMs + servers[0].plannedMs + servers[0].unknownMs;
    expect(whole).toBe(30 * 24 * 60 * minute);
    expect(totals).toMatchObject({ servers: 2, outages: 2, badMs: 16 * minute });
  });

  it('says of each outage when it was, why, how that is known and whether it is confirmed', async () => {
    const [{ outages }] = JSON.parse(await printed('json')).servers;

    expect(outages).toMatchObject([
      {
        begin: '2025-11-10T00:20:00.000Z',
        end: '2025-11-10T00:35:00.000Z',
        causes: [{ probe: 'dns', code: 'dns-nxdomain' }],
        answers: 30,
        vantages: ['main', 'paris'],
        ...{ confirmed: true, beginSeen: true, endSeen: true },
      },
      {
        begin: '2025-11-10T04:05:00.000Z',
        badMs: minute,
        causes: [{ probe: 'dns', code: 'dns-timeout' }],
        vantages: ['main'],
        ...{ confirmed: false, beginSeen: true, endSeen: false },
      },
    ]);
  });

  it('counts as the alerts on the error budget do', async () => {
    const [told] = JSON.parse(await printed('json')).servers;
    const { configuration } = errand.foundation;
    const objectives = objectivesOf(errand.foundation, (from, to) =>
      plannedWork(configuration, { from, to }),
    );
    const budget = (await objectives.budgets(start)).get(ours);

    expect(budget).toEqual({
      availability: expect.closeTo(told.availability, 9),
      allowedMs: told.budget.allowedMs,
      spentMs: expect.closeTo(told.badMs, 3),
      left: expect.closeTo(told.budget.left, 9),
      plannedMs: told.plannedMs,
      unknownMs: told.unknownMs,
    });
  });

  it('claims nothing about a server without data, nor about one without an objective', async () => {
    const [, other] = JSON.parse(await printed('json')).servers;

    expect(other).toMatchObject({ server: silent, state: 'no-data', knownMs: 0, outages: [] });
    expect(other).not.toHaveProperty('availability');
    expect(await printed('md')).toContain('Nothing was seen, so that nothing is said about outages.');
  });

  it('says that a month is not over', async () => {
    const now = new Date(errand.foundation.clock.now()).toISOString().slice(0, 7);

    expect(JSON.parse(await printed('json', now)).running).toBe(true);
    expect(await printed('md', now)).toContain('This month is not over.');
  });

  it.each(['html', 'csv', 'json', 'md'] as const)('as %s names no other customer', async (format) => {
    const text = await printed(format);

    expect(text).toContain(silent);
    expect(text).not.toMatch(/other\.example|Other Institution/);
  });

  it('has a row for the month, each outage, maintenance and gap in CSV, without formulas', async () => {
    const text = await printed('csv');

    expect(text).not.toMatch(/(^|,)[=+@-]/m);
    expect(text.split('\r\n').map((line) => line.split(',')[0])).toEqual([
      ...['kind', 'month', 'outage', 'outage', 'maintenance', 'no-data', 'no-data', 'no-data'],
      ...['month', 'no-data', 'unproven', 'total', ''],
    ]);
  });

  it.each([
    [{ customer: 'Nobody', month: '2025-11' }, /no server is watched for the customer Nobody/],
    [{ customer, month: '2025-13' }, /2025-13 is no month that has begun/],
    [{ customer, month: '2999-01' }, /no month that has begun/],
  ])('refuses %j and says what to do', async (wanted, says) => {
    const request = { write: english('md'), ...wanted };

    await expect(reportAvailability(request, errand.foundation)).rejects.toThrow(says);
  });

  it('lists the customers that there are', async () => {
    const request = { write: english('md'), customer: 'Nobody', month: '2025-11' };

    await expect(reportAvailability(request, errand.foundation)).rejects.toMatchObject({
      fix: expect.stringContaining(customer),
    });
  });
});
