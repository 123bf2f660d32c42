import { describe, expect, it } from 'vitest';
import { errorBudget } from '../../../analyzer/objectives/budget.ts';
import { type BurnWindow, burnRate, burnWindows, threshold } from '../../../analyzer/objectives/burn.ts';
import { outageCodes, unclearCodes } from '../../../analyzer/objectives/outage.ts';
import { coverage, lastEnd, periodMs, plannedPeriods } from '../../../analyzer/objectives/periods.ts';
import { burnSignal } from '../../../analyzer/objectives/signals.ts';
import type { Uncounted } from '../../../store/availability.ts';
import { host } from '../../store/examples.ts';

const server = host('social.example');
const hour = 3_600_000;
const day = 24 * hour;
const until = Date.parse('2026-11-20T10:00:00.000Z');

describe('the burn windows', () => {
  it('are those of the workbook: 2 % in 1 h and 5 % in 6 h page, 10 % in 1 and in 3 days are a ticket', () => {
    const table = burnWindows.map((window) => [
      window.name,
      window.budget,
      Number(threshold(window).toFixed(6)),
      window.longMs / window.shortMs,
      window.severity,
    ]);

    expect(table).toEqual([
      ['1h', 0.02, 14.4, 12, 'critical'],
      ['6h', 0.05, 6, 12, 'critical'],
      ['1d', 0.1, 3, 12, 'warning'],
      ['3d', 0.1, 1, 12, 'warning'],
    ]);
  });

  it.each([
    [{ known: 12, bad: 12 }, 99.9, 1_000],
    [{ known: 12, bad: 0 }, 99.9, 0],
    [{ known: 1_000, bad: 1 }, 99.9, 1],
    [{ known: 100, bad: 0.5 }, 99, 0.5],
    [{ known: 0, bad: 0 }, 99.9, undefined],
  ])('%o at %f %% burns %s times the budget', (seen, objective, rate) => {
    const burnt = burnRate(seen, objective);
    expect(burnt === undefined ? undefined : Number(burnt.toFixed(9))).toBe(rate);
  });
});

interface Case {
  readonly window?: BurnWindow['name'];
  readonly percent?: number;
  readonly bad: number;
  readonly known?: number;
  readonly badAnswers?: number;
  readonly shortBad?: number;
  readonly shortKnown?: number;
  readonly planned?: number;
  readonly vantages?: number;
}

function signalOf({
  window: name = '1h',
  percent = 99.9,
  bad,
  badAnswers = 9,
  planned = 0,
  vantages = 1,
  ...rest
}: Case) {
  const window = burnWindows.find((each) => each.name === name)!;
  const [total, short] = [window.longMs / periodMs, window.shortMs / periodMs];
  const { known = total - planned, shortBad = short, shortKnown = short } = rest;
  return burnSignal({
    objective: { server, percent },
    window,
    until,
    long: { known, bad, badAnswers },
    short: { known: shortKnown, bad: shortBad, badAnswers },
    coverage: coverage({ from: until - window.longMs, until }, planned, known),
    vantages,
  });
}

describe('the alert on the error budget', () => {
  // 99.9 %: an hour may be bad for 1.44 %, which is 0.1728 of its twelve periods; six hours 0.6 %, which is 0.432 of 72.
  it.each<[string, Case, string]>([
    ['just too much in an hour', { bad: 0.173 }, 'failed'],
    ['just not too much in an hour', { bad: 0.172 }, 'passed'],
    ['just too much in six hours', { window: '6h', bad: 0.4321 }, 'failed'],
    ['just not too much in six hours', { window: '6h', bad: 0.4319 }, 'passed'],
    ['too much in a day', { window: '1d', bad: 0.865 }, 'failed'],
    ['too much in three days', { window: '3d', bad: 0.865 }, 'failed'],
    ['a lower promise', { percent: 99, bad: 1.7 }, 'passed'],
    ['a lower promise that is broken', { percent: 99, bad: 1.8 }, 'failed'],
    ['trouble that is over', { bad: 6, shortBad: 0 }, 'passed'],
    ['too few answers that were bad', { bad: 1, badAnswers: 2 }, 'passed'],
    ['all bad', { bad: 12 }, 'failed'],
    ['half of the time without data', { bad: 6, known: 6 }, 'failed'],
    ['more than half of the time without data', { bad: 5, known: 5 }, 'cannot-tell'],
    ['nothing seen lately', { bad: 11, known: 11, shortKnown: 0, shortBad: 0 }, 'cannot-tell'],
    ['planned work that leaves enough', { bad: 2, planned: 10, known: 1 }, 'failed'],
    ['only planned work', { bad: 0, planned: 12, known: 0, shortKnown: 0, shortBad: 0 }, 'cannot-tell'],
  ])('says of %s (%o): %s', (_what, given, outcome) => {
    const { because, ...signal } = signalOf(given);

    expect(signal.outcome).toBe(outcome);
    expect(because === '').toBe(outcome === 'passed');
  });

  it('says what is not counted, and who saw it', () => {
    const one = signalOf({ bad: 3, known: 9, planned: 2 });
    const several = signalOf({ window: '3d', bad: 86.4, vantages: 3 });

    expect(one).toMatchObject({
      rule: 'availability.objective',
      labels: { server, window: '1h' },
      severity: 'critical',
      observedAt: '2026-11-20T10:00:00.000Z',
      because:
        'peers could not use it for 33 % of the last 1h, which spends the error budget of 99.9 % a month 333 times too fast' +
        ' (not counted: 2 periods of planned work and 1 period without data); seen from one vantage, unconfirmed from elsewhere',
    });
    expect(several.severity).toBe('warning');
    expect(several.because).toMatch(
      /for 10 % of the last 3d, .* 100 times too fast; seen by most of 3 vantages$/,
    );
    expect(several.value).toBeCloseTo(100, 6);
  });
});

describe('the error budget', () => {
  const from = Date.UTC(2026, 10, 1);

  it.each([
    [99.9, 30 * day, 8_640, 0, 1, 43.2, 0],
    [99.9, 30 * day, 8_640, 4.32, 0.5, 43.2, 21.6],
    [99.9, 31 * day, 100, 17.856, -1, 44.64, 89.28],
    [99.5, 28 * day, 8_064, 40.32, 0, 201.6, 201.6],
  ])(
    'of %f %% in %d ms, of which %d periods are known and %d bad, is left to %d',
    (objective, monthMs, known, bad, left, allowed, spent) => {
      const budget = errorBudget({
        objective,
        monthMs,
        bad,
        coverage: coverage({ from, until: from + monthMs }, 0, known),
      });

      expect(budget.left).toBeCloseTo(left, 6);
      expect(budget.allowedMs / 60_000).toBeCloseTo(allowed, 6);
      expect(budget.spentMs / 60_000).toBeCloseTo(spent, 6);
      expect(budget.availability).toBeCloseTo(1 - bad / known, 9);
    },
  );

  it('tells beside it what does not count', () => {
    const so = coverage({ from, until: from + day }, 24, 200);
    const budget = errorBudget({ objective: 99.9, monthMs: 30 * day, coverage: so, bad: 0 });

    expect([budget.plannedMs / hour, budget.unknownMs / 60_000]).toEqual([2, 320]);
    expect(
      errorBudget({ objective: 99, monthMs: day, coverage: coverage({ from, until: from }, 0, 0), bad: 0 }),
    ).toEqual({
      allowedMs: expect.closeTo(day / 100, 3),
      spentMs: 0,
      left: 1,
      plannedMs: 0,
      unknownMs: 0,
    });
  });
});

describe('periods', () => {
  it.each([
    ['2026-11-20T10:00:59.999Z', '2026-11-20T09:55:00.000Z'],
    ['2026-11-20T10:01:00.000Z', '2026-11-20T10:00:00.000Z'],
    ['2026-11-20T10:05:59.999Z', '2026-11-20T10:00:00.000Z'],
  ])('at %s the newest that is over and in the store ended at %s', (now, end) => {
    expect(new Date(lastEnd(Date.parse(now))).toISOString()).toBe(end);
  });

  it.each<[string, readonly Uncounted[], number]>([
    ['no work', [], 0],
    ['a whole period', [{ from: until, to: until + periodMs }], 1],
    ['a moment of two', [{ from: until + periodMs - 1, to: until + periodMs + 1 }], 2],
    [
      'work twice over',
      [
        { from: until, to: until + 1 },
        { from: until + 1, to: until + 2 },
      ],
      1,
    ],
    ['work elsewhere', [{ from: until, to: until + hour, servers: [host('other.example')] }], 0],
    ['work here', [{ from: until, to: until + hour, servers: [server] }], 12],
    [
      'work before and after',
      [
        { from: until - hour, to: until },
        { from: until + hour, to: until + day },
      ],
      0,
    ],
  ])('%s touches so many of them', (_what, planned, count) => {
    expect(plannedPeriods({ from: until, until: until + hour }, server, planned)).toBe(count);
  });
});

it('no failure code is both bad and unclear, and 4xx is an answer', () => {
  expect(outageCodes.filter((code) => unclearCodes.includes(code))).toEqual([]);
  for (const code of [
    'http-not-found',
    'http-gone',
    'http-unauthorized',
    'http-forbidden',
    'body-html',
  ] as const)
    expect([...outageCodes, ...unclearCodes]).not.toContain(code);
  for (const code of [
    'dns-nxdomain',
    'connect-refused',
    'tls-expired',
    'http-server-error',
    'http-timeout',
  ] as const)
    expect(outageCodes).toContain(code);
});
