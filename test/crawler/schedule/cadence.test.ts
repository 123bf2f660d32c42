import { describe, expect, test } from 'vitest';
import { visitProbes } from '../../../crawler/probes/index.ts';
import { Cadence, changedCadence, stockCadence } from '../../../crawler/schedule/cadence.ts';
import { type FailureCode, failure, outcomeOf } from '../../../model/failure.ts';
import type { Consent, Observation } from '../../../model/observation.ts';
import { hostNamed } from '../../visiting.ts';

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
  const row = (probe: string, code: FailureCode | undefined, atMs = start): Observation => ({
    id: 'x',
    server: host,
    probe,
    probeVersion: 1,
    vantage: 'test',
    consent: 'peer',
    scheduledAt: new Date(atMs).toISOString(),
    startedAt: new Date(atMs).toISOString(),
    durationMs: 0,
    ...(code === undefined
      ? { outcome: 'ok', data: {} }
      : { outcome: outcomeOf(code), failure: failure(code) }),
    exchanges: [],
    replayed: false,
  });
  const slot = (startMs: number) =>
    ({ host, consent: 'peer', leastMs: stockCadence.peer, startMs, intervalMs: hour }) as const;
  const all = due(new Cadence(), 'peer', start);

  test.each([
    ...(['own-network-down', 'overrun', 'shutting-down', 'monitor-down', 'retry-after'] as const),
    ...(['address-budget', 'domain-budget', 'crawl-delay', 'request-budget', 'own-resources'] as const),
  ])('after %s every question is asked in the next slot', (code) => {
    const cadence = new Cadence();
    cadence.note(
      host,
      all.map((probe) => row(probe, code)),
    );

    expect(due(cadence, 'peer', start + hour)).toEqual(all);
  });

  test.each(['robots-disallowed', 'http-not-found', 'own-bug', 'prior-missing'] as const)(
    'after %s none is asked before its time',
    (code) => {
      const cadence = new Cadence();
      cadence.note(host, [row('outbox', code)]);

      expect(due(cadence, 'peer', start + hour)).not.toContain('outbox');
    },
  );

  test('a question that says that it is unfinished is asked in the next slot, before what is due by itself', () => {
    const cadence = new Cadence();
    const rows = all.map((probe) => row(probe, undefined));
    cadence.note(
      host,
      rows.map((each) => (each.probe === 'source-offers' ? { ...each, data: { unfinished: true } } : each)),
    );
    cadence.learn(host, 'webfinger', start + minute);
    const asked = due(cadence, 'peer', start + hour);

    expect(asked[0]).toBe('source-offers');
    expect(asked).not.toContain('offer-checks');
  });

  test('what could not build on a question that was missed is missed with it', () => {
    const cadence = new Cadence();
    cadence.note(host, [row('webfinger', 'own-network-down'), row('outbox', 'prior-missing')]);

    expect(due(cadence, 'peer', start + hour)).toContain('outbox');
  });

  test('a long stop misses a question as often as it fell due, and no oftener', () => {
    const cadence = new Cadence();
    const missed = new Map<string, number>();
    for (let at = 0; at < 24; at += 1) {
      const rows = [...cadence.missed(slot(start + at * hour))].map((probe) =>
        row(probe, 'monitor-down', start + at * hour),
      );
      cadence.note(host, rows);
      for (const { probe } of rows) missed.set(probe, (missed.get(probe) ?? 0) + 1);
    }

    expect(Object.fromEntries(missed)).toMatchObject({
      webfinger: 24,
      nodeinfo: 4,
      outbox: 1,
      'soft-404': 1,
    });
    expect(due(cadence, 'peer', start + 24 * hour)).toEqual(all);
  });

  test('a restart knows a question that was missed by the older row that the store still tells', () => {
    const cadence = new Cadence();
    for (const probe of ['outbox', 'key', 'soft-404']) cadence.learn(host, probe, start);
    cadence.recall([
      row('outbox', undefined, start - 25 * hour),
      row('key', undefined, start),
      row('soft-404', 'monitor-down', start),
    ]);
    const asked = due(cadence, 'peer', start + hour);

    expect(asked).toContain('outbox');
    expect(asked).toContain('soft-404');
    expect(asked).not.toContain('key');
    expect([...cadence.missed(slot(start + hour))]).not.toContain('outbox');
  });
});
