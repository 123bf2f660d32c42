import { describe, expect, test } from 'vitest';
import { Cadence, changedCadence, stockCadence } from '../../crawler/cadence.ts';
import { visitProbes } from '../../crawler/probes/index.ts';
import type { Consent, Observation } from '../../model/observation.ts';
import { hostNamed } from '../visiting.ts';

const minute = 60_000;
const hour = 60 * minute;
const start = Date.UTC(2026, 10, 21, 12);
const host = hostNamed('a.example');
const base: Readonly<Record<Consent, number>> = { hosted: minute, unproven: hour, peer: hour };

function due(cadence: Cadence, consent: Consent, startMs: number): readonly string[] {
  return [
    ...cadence.due({ host, consent, leastMs: stockCadence[consent], startMs, intervalMs: base[consent] }),
  ];
}

/** How often each probe runs in a number of slots. */
function runs(consent: Consent, slots: number, offMs = 0): Readonly<Record<string, number>> {
  const cadence = new Cadence();
  const counts: Record<string, number> = {};
  for (let slot = 0; slot < slots; slot += 1) {
    // The first slot begins when the server is enrolled, the others at the phase of its name.
    const startMs = start + slot * base[consent] - (slot === 0 ? 0 : offMs);
    for (const probe of due(cadence, consent, startMs)) {
      counts[probe] = (counts[probe] ?? 0) + 1;
      cadence.learn(host, probe, startMs);
    }
  }
  return counts;
}

describe('which questions a slot has', () => {
  test('the first one has all that the server consents to', () => {
    const ids: readonly string[] = visitProbes.map(({ id }) => id);
    const ofEveryone = visitProbes.flatMap(({ id, consent = 'peer' }) => (consent === 'peer' ? [id] : []));

    expect(due(new Cadence(), 'hosted', start)).toEqual(ids);
    expect(due(new Cadence(), 'unproven', start)).toEqual(ofEveryone);
    expect(due(new Cadence(), 'peer', start)).toEqual(ofEveryone);
    expect(ofEveryone.length).toBeLessThan(ids.length);
  });

  test('a hosted server in six hours: A each minute, B each fifth, C twice an hour, D and E once', () => {
    expect(runs('hosted', 360)).toMatchObject({
      dns: 360,
      webfinger: 360,
      actor: 72,
      addresses: 72,
      nodeinfo: 12,
      outbox: 1,
      'soft-404': 1,
    });
  });

  test('a peer in a week: A and B each hour, C four times a day, D daily, E once', () => {
    expect(runs('peer', 7 * 24)).toMatchObject({
      webfinger: 168,
      actor: 168,
      nodeinfo: 28,
      key: 7,
      'host-meta': 1,
    });
  });

  test('slots that begin a little early still count', () => {
    expect(runs('hosted', 361, 59_000)).toMatchObject({ webfinger: 361, actor: 73, outbox: 2 });
  });

  test('a slot of the future, left from a clock that was ahead, keeps no question back', () => {
    const cadence = new Cadence();
    cadence.learn(host, 'outbox', start + 90 * 24 * hour);

    expect(due(cadence, 'peer', start)).toContain('outbox');
  });

  test('a configuration changes single classes of a consent', () => {
    const table = changedCadence({ hosted: { D: hour } });

    expect(table.hosted).toEqual({ ...stockCadence.hosted, D: hour });
    expect(table.peer).toEqual(stockCadence.peer);
  });
});

describe('what counts as asked', () => {
  const row = (code: 'request-budget' | 'monitor-down'): Observation => ({
    id: 'x',
    server: host,
    probe: 'outbox',
    probeVersion: 1,
    vantage: 'test',
    consent: 'peer',
    scheduledAt: new Date(start).toISOString(),
    startedAt: new Date(start).toISOString(),
    durationMs: 0,
    outcome: 'missed',
    failure: { code, stage: 'policy', detail: '' },
    exchanges: [],
    replayed: false,
  });

  test.each([
    ['request-budget', true],
    ['monitor-down', false],
  ] as const)('after %s it is asked again at the next visit: %s', (code, again) => {
    const cadence = new Cadence();
    cadence.note(host, [row(code)]);

    expect(due(cadence, 'peer', start + hour).includes('outbox')).toBe(again);
  });
});
