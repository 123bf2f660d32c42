import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deduplicationWindow, statements } from '../../store/dialect.ts';
import { openEmbedded } from '../../store/embedded.ts';
import { type Engine, jsonLines } from '../../store/engine.ts';
import { currentFindings, findingRow } from '../../store/findings.ts';
import { knownMigrations, type Migration, migrate } from '../../store/migrations.ts';
import { StoreUnavailable } from '../../store/unavailable.ts';
import { aFinding, clock, keptLog } from './examples.ts';
import { temporaryDirectory } from './temporary.ts';

const known = knownMigrations();
const deps = { log: keptLog(), clock, dialect: {} };
const tablesOf = (engine: Engine) =>
  engine.rows<{ name: string; engine: string; definition: string }>({
    sql: `SELECT name, engine, create_table_query AS definition FROM system.tables
      WHERE database = currentDatabase() ORDER BY name`,
  });

describe('the schema', () => {
  let path: string;
  let engine: Engine;
  beforeEach(async () => {
    path = await temporaryDirectory();
    engine = await openEmbedded(path);
  });
  afterEach(() => engine.close());

  it('lets every table that holds rows drop a repeated insert', async () => {
    await migrate(engine, known, deps);
    const tables = (await tablesOf(engine)).filter((table) => table.engine.endsWith('MergeTree'));

    expect(tables.map(({ name }) => name)).toContain('latest');
    const window = `non_replicated_deduplication_window = ${deduplicationWindow}`;
    const without = tables.filter(({ definition }) => !definition.includes(window));
    expect(without.map(({ name }) => name)).toEqual([]);
  });

  it('is made once: a second run changes nothing', async () => {
    await migrate(engine, known, deps);
    const before = await tablesOf(engine);
    await migrate(engine, known, deps);

    expect(await tablesOf(engine)).toEqual(before);
    const [row] = await engine.rows<{ n: number }>({ sql: 'SELECT count() AS n FROM schema_migrations' });
    expect(row?.n).toBe(known.length);
  });

  it('refuses a store whose migration was changed afterwards', async () => {
    await migrate(engine, known, deps);
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

  it('is completed after a kill at any statement', async () => {
    await migrate(engine, known, deps);
    const whole = await tablesOf(engine);
    await engine.close();
    for (const statement of [0, 1, 4, 14]) {
      const directory = await temporaryDirectory();
      expect(await migrateUntilKilled(directory, statement)).toBe('SIGKILL');
      engine = await openEmbedded(directory);
      expect((await tablesOf(engine)).length).toBeLessThan(whole.length);
      await migrate(engine, known, deps);
      expect(await tablesOf(engine)).toEqual(whole);
      await engine.close();
    }
  }, 60_000);

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

  it('is understood by the engine in the words of a cluster, though never run there', async () => {
    for (const { text } of known) {
      for (const statement of statements(text, { cluster: 'fediscope' })) {
        const tree = await engine.rows<{ explain: string }>({ sql: `EXPLAIN AST ${statement}` });
        expect(tree.length).toBeGreaterThan(1);
        expect(statement).toContain("ON CLUSTER 'fediscope'");
        expect(statement).toMatch(
          /^CREATE (MATERIALIZED )?VIEW|^ALTER TABLE|ENGINE = Replicated\w*MergeTree/,
        );
      }
    }
  });

  it('knows no placeholder that it was not taught', () => {
    expect(() => statements('SELECT {{nonsense}};', {})).toThrow('nonsense');
  });
});

const script = fileURLToPath(new URL('./children/migrate.ts', import.meta.url));

/** Runs the migrations in another process that kills itself when it comes to the statement. */
async function migrateUntilKilled(path: string, statement: number): Promise<string> {
  const child = spawn(process.execPath, [script, path, String(statement)], { stdio: 'inherit' });
  const [code, signal] = await once(child, 'exit');
  return signal ?? String(code);
}
