import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { panels } from '../../dashboards/boards/index.ts';
import { readPanel } from '../../dashboards/panels/read.ts';
import { failure } from '../../model/failure.ts';
import type { Observation } from '../../model/observation.ts';
import { comparedProbes } from '../../store/compared.ts';
import { openEmbedded } from '../../store/engine/embedded.ts';
import { type Engine, jsonLines } from '../../store/engine/engine.ts';
import type { EndCount } from '../../store/engine/own-work.ts';
import { knownMigrations, migrate } from '../../store/migrations.ts';
import { observationColumns, observationRow } from '../../store/observation-row.ts';
import { storeOver } from '../../store/open.ts';
import { rawFormOf } from '../dashboards/panels/raw-forms.ts';
import { randomFrom } from '../random.ts';
import { anObservation, aServer, asEarlier, host, keptLog } from './examples.ts';
import { temporaryDirectory } from './temporary.ts';

const now = Date.parse('2026-11-21T12:00:00.000Z');
const clock = { now: () => now, elapsed: () => 0 };
const dayMs = 86_400_000;
/** The steps that bring the tables, but one whose columns a later step replaced, and the one before them that sets apart what rules compare. */
const rolledUp = [36, 41, 48];
const setApart = 31;
const tables = ['visits_by_point', 'answers'];
const sets = ['seen', 'asked', 'failed', 'disallowed', 'missed'];
const hosts = ['one.example', 'two.example', 'three.example', 'peer.example'].map(host);
const probes = ['dns', 'tls', 'webfinger', 'actor', 'nodeinfo', 'robots', 'key'];
const random = randomFrom(20_261_122);
const oneOf = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;

/** Visits of three days, on the edges of days too, that end in every way; some from two vantages, some replayed. */
function visits(earlierMs: number): readonly Observation[] {
  const made: Observation[] = [];
  for (const server of hosts)
    for (let visit = 0; visit < 60; visit += 1) {
      const at = new Date(
        now - earlierMs - visit * 72 * 60_000 - Math.floor(random() * 2) * 37_501,
      ).toISOString();
      const vantage = oneOf(['local', 'local', 'elsewhere']);
      const replayed = random() < 0.1;
      const ends = oneOf(['ok', 'ok', 'ok', 'down', 'mixed'] as const);
      for (const probe of probes) made.push(ended({ server, probe, vantage, replayed, at }, ends));
    }
  return made;
}

interface Key {
  readonly server: Observation['server'];
  readonly probe: string;
  readonly vantage: string;
  readonly replayed: boolean;
  readonly at: string;
}

function ended({ at, ...key }: Key, ends: 'ok' | 'down' | 'mixed'): Observation {
  const made = { ...key, scheduledAt: at, startedAt: at };
  const code = oneOf([
    'connect-timeout',
    'http-server-error',
    'robots-disallowed',
    'request-budget',
    'tls-expired',
  ] as const);
  const fails = ends === 'down' || (ends === 'mixed' && random() < 0.4);
  const data = {
    base: random() < 0.1 ? { ok: false, failure: failure('http-timeout') } : { ok: true, data: {} },
  };
  const timings = () => ({
    ...(random() < 0.5 && { dnsMs: random() * 9, connectMs: random() * 50 }),
    waitMs: random() * 300,
    totalMs: random() * 900,
  });
  const [exchange] = anObservation().exchanges;
  if (!fails)
    return anObservation({
      ...made,
      data,
      exchanges:
        key.probe === 'dns'
          ? []
          : [
              { ...exchange!, timings: timings() },
              { ...exchange!, timings: timings() },
            ],
    });
  const { data: _, ...without } = anObservation({
    ...made,
    outcome: oneOf(['failed', 'failed', 'missed', 'disallowed'] as const),
    failure: failure(code),
  });
  return { ...without, exchanges: [] };
}

const byName = (a: EndCount, b: EndCount) => (`${a.outcome} ${a.code}` < `${b.outcome} ${b.code}` ? -1 : 1);
const bodyOf = (observations: readonly Observation[]) => jsonLines(observations.map(observationRow));

describe('what is rolled up', () => {
  const body = bodyOf(visits(0));
  const deps = { log: keptLog(), clock, dialect: {} };
  let engine: Engine;
  beforeAll(async () => {
    engine = await openEmbedded(await temporaryDirectory());
    await migrate(
      engine,
      knownMigrations().filter(({ version }) => version < setApart),
      deps,
    );
    await engine.insert({ table: 'observations', columns: observationColumns, body });
    const store = storeOver(engine, clock);
    const hosted = hosts.slice(0, 3).map((name) => aServer(name, { role: 'hosted', customer: 'Customer' }));
    await store.enrol([...hosted, aServer('peer.example')]);
    await migrate(engine, knownMigrations(), deps);
    await engine.insert({
      table: 'observations',
      columns: observationColumns,
      body: bodyOf(visits(600_000)),
    });
  });
  afterAll(() => engine.close());

  const told = () =>
    Promise.all([
      engine.rows({
        sql: `SELECT stretch, server, point, vantage, consent, states, requests, ends, looked, told, bitOr(bitShiftRight(minutes, 10), bitAnd(minutes, bitAnd(31, bitNot(bitShiftRight(minutes, 5))))) AS up, bitAnd(bitShiftRight(minutes, 5), bitAnd(31, bitNot(bitShiftRight(minutes, 10)))) AS down, ${sets.map((name) => `arraySort(${name})`).join(', ')}
          FROM visits_by_point FINAL ORDER BY stretch, server, point, vantage`,
      }),
      engine.rows({
        sql: 'SELECT * FROM answers FINAL ORDER BY stretch, server, scheduled_at, probe, vantage',
      }),
      engine.rows({ sql: 'SELECT * FROM compared FINAL ORDER BY server, probe, scheduled_at, vantage' }),
    ]);

  it.each([
    ['a day', now - dayMs, now],
    ['a window that begins and ends within days', now - 2 * dayMs + 12_345, now - dayMs / 3 + 1],
    ['a window of weeks', now - 15 * dayMs, now],
  ])('answers each panel as the observations themselves do, for %s', async (_, fromMs, toMs) => {
    const store = storeOver(engine, clock);
    await store.countWork({ isWanted: () => true });
    const asked = { from: new Date(fromMs).toISOString(), to: new Date(toMs).toISOString() };
    for (const panel of panels) {
      const raw = rawFormOf(panel);
      // The newest observations are all that two of them know.
      if (!('sql' in raw) || (toMs < now && /^(?:data-age|certificate-days)$/.test(panel.id))) continue;
      const rows = await readPanel(store, panel, asked);
      if (toMs === now && !/^(?:delivery-clock|certificate-days)$/.test(panel.id))
        expect(rows, panel.id).not.toEqual([]);
      expect(rows, panel.id).toEqual(await readPanel(store, { ...panel, sql: raw.sql }, asked));
    }
  });

  it('tells of our own work what the observations themselves tell, from an instant within a point on', async () => {
    const since = new Date(now - 6 * 3_600_000 + 123_456).toISOString();
    const recent = `FROM observations FINAL WHERE scheduled_at >= parseDateTime64BestEffort('${since}', 3, 'UTC') AND NOT replayed`;
    const { ends, visits, asked } = await storeOver(engine, clock).ownWork(since, 10);

    expect(ends.length).toBeGreaterThan(5);
    expect(ends.toSorted(byName)).toEqual(
      (
        await engine.rows<(typeof ends)[number]>({
          sql: `SELECT toString(outcome) AS outcome, toString(failure_code) AS code, count() AS count ${recent} GROUP BY outcome, code`,
        })
      ).toSorted(byName),
    );
    expect([{ visits }]).toEqual(
      await engine.rows({
        sql: `SELECT uniqExactIf((server, vantage, scheduled_at), outcome != 'missed') AS visits ${recent}`,
      }),
    );
    expect(asked.length).toBeGreaterThan(2);
    expect(asked.map(({ server, requests }) => ({ server, requests }))).toEqual(
      await engine.rows({
        sql: `SELECT server, sum(JSONLength(exchanges)) AS requests ${recent} GROUP BY server ORDER BY requests DESC, server`,
      }),
    );
  });

  /** What rules compare of one server, by the table that has it apart and by all observations. */
  const comparable = async (server: Observation['server']) => {
    const store = storeOver(engine, clock);
    const order = { servers: [server], probes: [...comparedProbes], since: '2026-01-01T00:00:00.000Z' };
    const all = await store.past({ ...order, each: 1_000 });
    return {
      apart: [...(await store.earlier({ ...order, each: 1_000 }))],
      among: all.map(asEarlier),
    };
  };

  it('has what rules compare as the observations themselves do, from before the update too', async () => {
    for (const server of hosts) {
      const { apart, among } = await comparable(server);
      expect(new Set(apart.map(({ probe }) => probe))).toEqual(comparedProbes);
      expect(apart).toStrictEqual(among);
    }
  });

  it('is not doubled by a segment that comes again after the engine forgot it, nor by an update that is run again', async () => {
    const before = await told();
    // Without a token of the first time, it is new to the engine.
    await engine.insert({ table: 'observations', columns: observationColumns, body });
    await engine.command(
      `ALTER TABLE schema_migrations DELETE WHERE version IN (${[setApart, ...rolledUp].join()}) SETTINGS mutations_sync = 2`,
    );
    await migrate(engine, knownMigrations(), deps);

    expect(await told()).toEqual(before);
  });

  it('goes with the observations it is made of, when a server is forgotten and when they expire', async () => {
    const store = storeOver(engine, clock);
    const days = async (table: string, where: string) =>
      (
        await engine.rows<{ n: number }>({
          sql: `SELECT uniqExact(server, toDate(stretch)) AS n FROM ${table} WHERE ${where}`,
        })
      )[0]!.n;
    for (const table of tables) expect(await days(table, "server = 'three.example'")).toBeGreaterThan(2);
    await store.forget(hosts[2]!);
    for (const table of tables) expect(await days(table, "server = 'three.example'")).toBe(0);
    expect((await comparable(hosts[2]!)).apart).toEqual([]);

    await store.expire({ days: { observations: 1 }, held: [hosts[1]!] });
    for (const table of tables) {
      expect(await days(table, "server = 'one.example' AND stretch < '2026-11-20 12:00:00'")).toBe(0);
      expect(await days(table, "server = 'one.example'")).toBeGreaterThan(0);
      expect(await days(table, "server = 'two.example' AND stretch < '2026-11-20 12:00:00'")).toBeGreaterThan(
        1,
      );
    }
    for (const server of hosts.slice(0, 2)) {
      const { apart, among } = await comparable(server);
      expect(apart).not.toEqual([]);
      expect(apart).toStrictEqual(among);
    }
  });
});
