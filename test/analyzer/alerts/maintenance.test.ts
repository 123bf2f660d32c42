import { describe, expect, it } from 'vitest';
import { isOpen, silencedBy } from '../../../analyzer/alerts/maintenance.ts';
import { step } from '../../../analyzer/alerts/step.ts';
import { type MaintenanceWindow, maintenanceSchema } from '../../../model/configuration/maintenance.ts';
import { aSignal, start } from './timeline.ts';

const berlin = { zone: 'Europe/Berlin' };

function aWindow(given: object): MaintenanceWindow {
  return maintenanceSchema.parse({ name: 'upgrade', ...given });
}

/** The spans in which a window is open, to the minute, between two instants. */
function spans(window: MaintenanceWindow, from: string, to: string): readonly string[] {
  const found: string[] = [];
  let before = false;
  for (let at = Date.parse(from); at <= Date.parse(to); at += 60_000) {
    const now = isOpen(window, at);
    if (now !== before) found.push(new Date(at).toISOString().slice(5, 16));
    before = now;
  }
  return found;
}

describe('a window', () => {
  it('that takes place once is open from its begin until its end', () => {
    const once = aWindow({ from: '2026-11-20T22:00:00+01:00', to: '2026-11-21T02:00:00+01:00' });

    expect(spans(once, '2026-11-20T00:00:00Z', '2026-11-22T00:00:00Z')).toEqual([
      '11-20T21:00',
      '11-21T01:00',
    ]);
  });

  it('that takes place every week follows the clock on the wall, in summer and in winter', () => {
    const weekly = aWindow({ weekly: { day: 'tuesday', time: '22:00', duration: '4h', ...berlin } });

    expect(spans(weekly, '2026-10-19T00:00:00Z', '2026-11-01T00:00:00Z')).toEqual([
      '10-20T20:00',
      '10-21T00:00',
      '10-27T21:00',
      '10-28T01:00',
    ]);
  });

  it('that begins when the clocks of Berlin are set forward begins an hour later by the clock, and lasts as long', () => {
    const weekly = aWindow({ weekly: { day: 'sunday', time: '02:30', duration: '1h', ...berlin } });

    expect(spans(weekly, '2026-03-28T12:00:00Z', '2026-03-29T12:00:00Z')).toEqual([
      '03-29T01:30',
      '03-29T02:30',
    ]);
  });

  it('that is open while the clocks of Berlin are set forward lasts as long as it says', () => {
    const weekly = aWindow({ weekly: { day: 'sunday', time: '01:00', duration: '3h', ...berlin } });

    expect(spans(weekly, '2026-03-28T12:00:00Z', '2026-03-29T12:00:00Z')).toEqual([
      '03-29T00:00',
      '03-29T03:00',
    ]);
  });

  it('that begins when the clocks of Berlin are set back begins once, at the first of the two', () => {
    const weekly = aWindow({ weekly: { day: 'sunday', time: '02:30', duration: '30m', ...berlin } });

    expect(spans(weekly, '2026-10-24T12:00:00Z', '2026-10-25T12:00:00Z')).toEqual([
      '10-25T00:30',
      '10-25T01:00',
    ]);
  });

  it('that begins after the clocks of Berlin were set back begins by the new time', () => {
    const weekly = aWindow({ weekly: { day: 'sunday', time: '03:00', duration: '30m', ...berlin } });

    expect(spans(weekly, '2026-10-24T12:00:00Z', '2026-10-25T12:00:00Z')).toEqual([
      '10-25T02:00',
      '10-25T02:30',
    ]);
    expect(spans(weekly, '2026-03-28T12:00:00Z', '2026-03-29T12:00:00Z')).toEqual([
      '03-29T01:00',
      '03-29T01:30',
    ]);
  });

  it('reaches over the end of the week, for almost all of it', () => {
    const long = aWindow({ weekly: { day: 'saturday', time: '23:00', duration: '167h', zone: 'UTC' } });

    expect(spans(long, '2026-11-14T12:00:00Z', '2026-11-22T12:00:00Z')).toEqual([
      '11-14T12:00',
      '11-14T22:00',
      '11-14T23:00',
      '11-21T22:00',
      '11-21T23:00',
    ]);
  });

  it('knows zones whose day is another one than that of UTC', () => {
    const apia = aWindow({ weekly: { day: 'monday', time: '00:00', duration: '1h', zone: 'Pacific/Apia' } });

    expect(spans(apia, '2026-11-14T12:00:00Z', '2026-11-17T12:00:00Z')).toEqual([
      '11-15T11:00',
      '11-15T12:00',
    ]);
  });
});

describe('a window concerns', () => {
  const span = { from: '2026-11-01T00:00:00Z', to: '2026-12-01T00:00:00Z' };
  const customerOf = (server: string) => (server === 'social.example' ? 'Example Institution' : undefined);
  const alertOf = (rule: string, labels: Record<string, string>) => {
    const asked = new Map([[rule, undefined]]);
    const { followed } = step([], [aSignal({ rule, labels })], { nowMs: start, asked });
    return followed[0]!.alert;
  };
  const ours = alertOf('actor.vary', { server: 'social.example' });
  const theirs = alertOf('actor.vary', { server: 'other.example' });
  const of = (given: object, alert = ours) =>
    silencedBy([aWindow({ ...span, ...given })], alert, { nowMs: start, customerOf });

  it('everything when it names nothing, but not what the monitor says about itself', () => {
    expect(of({})).toBe('upgrade');
    expect(of({}, theirs)).toBe('upgrade');
    expect(of({}, alertOf('monitor.alive', { vantage: 'main' }))).toBeUndefined();
    expect(of({ rules: ['monitor.alive'] }, alertOf('monitor.alive', {}))).toBe('upgrade');
  });

  it('the servers, the customers and the rules that it names, and all of them together', () => {
    expect(of({ servers: ['social.example'] })).toBe('upgrade');
    expect(of({ servers: ['social.example'] }, theirs)).toBeUndefined();
    expect(of({ customers: ['Example Institution'] })).toBe('upgrade');
    expect(of({ customers: ['Example Institution'] }, theirs)).toBeUndefined();
    expect(of({ rules: ['tls.expiry'] })).toBeUndefined();
    expect(of({ servers: ['social.example'], rules: ['actor.vary'] })).toBe('upgrade');
    expect(of({ servers: ['social.example'], customers: ['Somebody Else'] })).toBeUndefined();
  });

  it('nothing when it is not open, or when the alert is about no server and it names some', () => {
    expect(of({ from: '2026-11-29T00:00:00Z' })).toBeUndefined();
    expect(of({ servers: ['social.example'] }, alertOf('fleet.rule', {}))).toBeUndefined();
  });
});

describe('a window is refused', () => {
  const weekly = { day: 'sunday', time: '02:00', duration: '1h', zone: 'Europe/Berlin' };
  const from = '2026-11-20T22:00:00Z';
  const to = '2026-11-21T22:00:00Z';

  it.each([
    ['that does not say when', {}],
    ['that says it twice', { from, to, weekly }],
    ['with half a span', { from }],
    ['that ends before it begins', { from: to, to: from }],
    ['without a time zone', { from: '2026-11-20T22:00:00', to }],
    ['in a zone that does not exist', { weekly: { ...weekly, zone: 'Europe/Bonn' } }],
    ['on no day', { weekly: { ...weekly, day: 'Sonntag' } }],
    ['at no time', { weekly: { ...weekly, time: '24:00' } }],
    ['that never ends', { weekly: { ...weekly, duration: '7d' } }],
    ['for no server', { from, to, servers: [] }],
    ['with a word that is not known', { from, to, hosts: ['social.example'] }],
  ])('%s', (_, given) => {
    expect(maintenanceSchema.safeParse({ name: 'upgrade', ...given }).success).toBe(false);
  });
});
