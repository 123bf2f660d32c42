import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deduplicationWindow, statements } from '../../store/engine/dialect.ts';
import { openEmbedded } from '../../store/engine/embedded.ts';
import { type Engine, jsonLines } from '../../store/engine/engine.ts';
import { StoreUnavailable } from '../../store/engine/unavailable.ts';
import { currentFindings, findingRow, recordFindings } from '../../store/findings.ts';
import { latestOf } from '../../store/latest.ts';
import { knownMigrations, type Migration, migrate } from '../../store/migrations.ts';
import { observationColumns, observationRow } from '../../store/observation-row.ts';
import { aFinding, anObservation, clock, keptLog } from './examples.ts';
import { storeDirectory } from './furnished.ts';
import { expectCompletion, tablesOf } from './schema-kills.ts';
import { temporaryDirectory } from './temporary.ts';

const known = knownMigrations();
const deps = { log: keptLog(), clock, dialect: {} };

describe('the schema as it is made', () => {
  let engine: Engine;
  beforeEach(async () => {
    engine = await openEmbedded(await storeDirectory());
  });
  afterEach(() => engine.close());

  it('lets every table that holds rows drop a repeated insert', async () => {
    const tables = (await tablesOf(engine)).filter((table) => table.engine.endsWith('MergeTree'));

    expect(tables.map(({ name }) => name)).toContain('latest');
    const window = `non_replicated_deduplication_window = ${deduplicationWindow}`;
    const without = tables.filter(({ definition }) => !definition.includes(window));
    expect(without.map(({ name }) => name)).toEqual([]);
  });

  it('keeps rows that replace each other in one partition, where they meet when parts are merged', async () => {
    const apart = await engine.rows<{ table: string; name: string }>({
      sql: `SELECT columns.table AS table, columns.name AS name FROM system.columns AS columns
        INNER JOIN system.tables AS tables ON tables.database = columns.database AND tables.name = columns.table
        WHERE columns.database = currentDatabase() AND is_in_partition_key AND NOT is_in_sorting_key
          AND (tables.engine LIKE '%Replacing%' OR tables.engine LIKE '%Aggregating%')`,
    });

    // Evidence is found by its content and kept by the month it was seen in; equal content has equal rows.
    expect(apart).toEqual([{ table: 'evidence', name: 'month' }]);
  });

  it('is made once: a second run changes nothing', async () => {
    const before = await tablesOf(engine);
    await migrate(engine, known, deps);

    expect(await tablesOf(engine)).toEqual(before);
    const [row] = await engine.rows<{ n: number }>({ sql: 'SELECT count() AS n FROM schema_migrations' });
    expect(row?.n).toBe(known.length);
  });

  it('refuses a store whose migration was changed afterwards', async () => {
    const changed: Migration[] = known.map((one) =>
      one.version === 2 ? { ...one, checksum: 'f'.repeat(64) } : one,
    );

    await expect(migrate(engine, changed, deps)).rejects.toMatchObject({
      reason: 'schema-changed',
      message: expect.stringContaining('0002-servers'),
    });
  });

  it('refuses a store that a newer version wrote', async () => {
    await migrate(engine, [...known, { ...known[0]!, version: 9001, name: 'future' }], deps);
    const refusal = await migrate(engine, known, deps).catch((error: unknown) => error);

    expect(refusal).toBeInstanceOf(StoreUnavailable);
    expect(refusal).toMatchObject({
      reason: 'schema-newer',
      message: expect.stringContaining('9001-future'),
    });
  });
});

// Other statements have a command of their own: npm run test:long.
it(
  'the schema is completed after a kill at the first statement, and at a later one',
  () => expectCompletion([0, 14]),
  60_000,
);

describe('the schema', () => {
  let engine: Engine;
  beforeEach(async () => {
    engine = await openEmbedded(await temporaryDirectory());
  });
  afterEach(() => engine.close());

  it('keeps findings from before they had labels, as current as they were', async () => {
    const past = known.filter(({ version }) => version < 7);
    await migrate(engine, past, deps);
    const { labels: _, conclusion: __, ...row } = findingRow(aFinding());
    const insert = { table: 'findings', columns: Object.keys(row) };
    await engine.insert({ ...insert, body: jsonLines([row]) });
    await migrate(engine, known, deps);
    const later = { ...row, observed_at: '2026-11-21 10:00:00.000', because: 'still none' };
    await engine.insert({ ...insert, body: jsonLines([later]) });

    expect(await currentFindings(engine, clock)).toEqual([
      aFinding({ because: 'still none', observedAt: '2026-11-21T10:00:00.000Z' }),
    ]);
  });

  it('gives the newest rows smaller granules and keeps them, also when that step is cut off or run twice', async () => {
    const step = known.find(({ name }) => name === 'granules')!;
    await migrate(
      engine,
      known.filter(({ version }) => version < step.version),
      deps,
    );
    const seen = (day: string) => anObservation({ scheduledAt: `2026-11-${day}T10:00:00.000Z` });
    const write = async (day: string) => {
      const body = jsonLines([observationRow(seen(day))]);
      await engine.insert({ table: 'observations', columns: observationColumns, body });
    };
    const kept = async () => {
      const [latest] = await latestOf(engine, clock, [seen('01').server]);
      return [latest?.scheduledAt.slice(0, 10), (await currentFindings(engine, clock)).length];
    };
    await write('01');
    await recordFindings(engine, [aFinding()]);
    const all = statements(step.text, {});
    // Cut off after the first exchange, then whole, then once more.
    for (const statement of all.slice(0, 3)) await engine.command(statement);
    expect(await kept()).toEqual(['2026-11-01', 1]);
    for (const again of [1, 2]) for (const statement of all) await engine.command(`${statement} -- ${again}`);
    expect(await kept()).toEqual(['2026-11-01', 1]);

    await migrate(engine, known, deps);
    await write('02');
    await recordFindings(engine, [aFinding({ rule: 'tls.valid' })]);
    expect(await kept()).toEqual(['2026-11-02', 2]);
    const definitions = new Map((await tablesOf(engine)).map(({ name, definition }) => [name, definition]));
    expect(definitions.get('latest')).toContain('index_granularity = 64');
    expect(definitions.get('current_findings')).toContain('index_granularity = 128');
  });

  it('is understood by the engine in the words of a cluster, though never run there', async () => {
    for (const { text } of known) {
      for (const statement of statements(text, { cluster: 'fediscope' })) {
        const tree = await engine.rows<{ explain: string }>({ sql: `EXPLAIN AST ${statement}` });
        expect(tree.length).toBeGreaterThan(1);
        // Rows that one node copies are replicated; everything else each node has to be told.
        if (/^INSERT INTO \w+( \([\w, ]+\))?\s+SELECT/.test(statement)) continue;
        expect(statement).toContain("ON CLUSTER 'fediscope'");
        expect(statement).toMatch(
          /^CREATE ((MATERIALIZED|OR REPLACE) )?VIEW|^ALTER TABLE|^EXCHANGE TABLES|^DROP TABLE \w+_granules|^DROP (TABLE|VIEW) IF EXISTS (\w+_by_day|answers_by_point|hosted_subjects)|ENGINE = Replicated\w*MergeTree/,
        );
      }
    }
  });

  it('knows no placeholder that it was not taught', () => {
    expect(() => statements('SELECT {{nonsense}};', {})).toThrow('nonsense');
  });
});
