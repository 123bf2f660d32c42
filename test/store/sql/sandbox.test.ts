import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEmbedded } from '../../../store/engine/embedded.ts';
import { type Engine, guardedSettings } from '../../../store/engine/engine.ts';
import { knownMigrations, migrate } from '../../../store/migrations.ts';
import { type Sandbox, sandboxOver } from '../../../store/sql/sandbox.ts';
import { SqlRefused } from '../../../store/sql/sql-refused.ts';
import { clock, keptLog } from '../examples.ts';
import { storeDirectory } from '../furnished.ts';

let engine: Engine;
let sandbox: Sandbox;
let outfile: string;
const day = { from: '2026-01-01T00:00:00.000Z', to: '2026-01-02T00:00:00.000Z' };

beforeAll(async () => {
  const directory = await storeDirectory();
  outfile = join(directory, 'written');
  // What is without an end is not waited for as long as in earnest.
  engine = await openEmbedded(directory, {
    ...guardedSettings,
    max_execution_time: 2,
    max_memory_usage: '100000000',
    max_result_bytes: '10000000',
  });
  await migrate(engine, knownMigrations(), { log: keptLog(), clock, dialect: {} });
  const rows = `SELECT 'a.example', 'tls', '2026-01-01 00:00:00'::DateTime64(3) + number, 'main' FROM numbers(3000)`;
  await engine.command(`INSERT INTO observations (server, probe, scheduled_at, vantage) ${rows}`);
  sandbox = sandboxOver(engine);
});
afterAll(() => engine.close());

async function refusalOf(sql: string): Promise<SqlRefused> {
  const error = await sandbox.admit(sql).then(
    () => new Error('it was admitted'),
    (refusal: unknown) => refusal,
  );
  if (error instanceof SqlRefused) return error;
  throw error;
}

describe('the sandbox admits', () => {
  it.each([
    ['a SELECT with its window', 'SELECT count() FROM observations WHERE scheduled_at < {to:DateTime64(3)}'],
    [
      'common tables, joins and lambdas',
      'WITH a AS (SELECT server FROM latest) SELECT arrayMap(x -> x + 1, [1]) FROM a JOIN servers ON host = server',
    ],
    ['a union in brackets', '(SELECT 1 AS n) UNION ALL (SELECT 2)'],
    [
      'window functions and combinators',
      "SELECT countIf(outcome = 'ok') OVER (PARTITION BY server), uniqExactIf(vantage, 1) OVER () FROM observations",
    ],
    [
      'a common table that has the name of a forbidden one',
      'WITH tables AS (SELECT 1 AS n) SELECT n FROM tables',
    ],
    ['comments and a last semicolon', '-- what\nSELECT 1 /* why */;'],
    [
      'a text that looks like more',
      `SELECT 'x; DROP TABLE observations; SETTINGS INTO OUTFILE "file()"' AS t`,
    ],
  ])('%s', async (_name, sql) => {
    await expect(sandbox.admit(sql)).resolves.toBeDefined();
  });

  it('tells the columns and answers with rows of the window', async () => {
    const query = await sandbox.admit(
      "SELECT server, count() AS n, [max(id)] AS ids FROM observations WHERE scheduled_at >= {from:DateTime64(3, 'UTC')} AND scheduled_at < {to:DateTime64(3, 'UTC')} GROUP BY server",
    );

    expect(query.columns).toEqual([
      { name: 'server', type: 'String' },
      { name: 'n', type: 'UInt64' },
      { name: 'ids', type: 'Array(String)' },
    ]);
    const ids = ['a.example/tls/2026-01-01T00:49:59.000Z/main'];
    expect(await query.rows(day)).toEqual([{ server: 'a.example', n: 3000, ids }]);
    expect(await query.rows({ from: day.to, to: '2026-01-03T00:00:00.000Z' })).toEqual([]);
  });
});

describe('the sandbox refuses', () => {
  it.each([
    ['a scalar that reads files', "SELECT file('/etc/hostname')", /calls file\(\)/],
    ['one hidden in a lambda', "SELECT arrayMap(x -> file('/etc/hostname'), [1])", /calls file\(\)/],
    [
      'one hidden in a subquery of a condition',
      "SELECT 1 WHERE 1 IN (SELECT length(file('/etc/hostname')))",
      /calls file\(\)/,
    ],
    [
      'one hidden in a common table',
      "WITH a AS (SELECT file('/etc/hostname') AS f) SELECT f FROM a",
      /calls file\(\)/,
    ],
    ['one hidden in a union', "SELECT '' UNION ALL SELECT file('/etc/hostname')", /calls file\(\)/],
    ['one applied to columns', 'SELECT * APPLY(file) FROM observations', /ColumnsTransformerList/],
    ['url()', "SELECT * FROM url('http://127.0.0.1:1/', CSV, 'a String')", /url\(\)/],
    ['s3()', "SELECT * FROM s3('http://127.0.0.1:1/x', CSV, 'a String')", /s3\(\)/],
    ['remote()', "SELECT * FROM remote('127.0.0.1:1', default.observations)", /remote\(\)/],
    ['file() as a table', "SELECT * FROM file('/etc/hostname', LineAsString)", /file\(\)/],
    ['merge()', "SELECT * FROM merge('system', '.*')", /merge\(\)/],
    ['numbers()', 'SELECT * FROM numbers(10)', /numbers\(\)/],
    ['an EXPLAIN in a subquery', 'SELECT * FROM (EXPLAIN SELECT 1)', /not allowed/],
    ['dictionaries', "SELECT dictGet('d', 'a', 1)", /calls dictGet\(\)/],
    ['a join table read by a function', "SELECT joinGet('j', 'a', 1)", /calls joinGet\(\)/],
    ['settings read by a function', "SELECT getSetting('readonly')", /calls getSetting\(\)/],
    ['the clock: rules have {to}', 'SELECT now()', /calls now\(\)/],
    ['what nothing stops once it runs', 'SELECT hasAny(range(1000000), range(1000000))', /calls hasAny\(\)/],
    ['sleep', 'SELECT sleepEachRow(3) FROM observations', /calls sleepEachRow\(\)/],
    ['system tables', 'SELECT * FROM system.tables', /reads system\.tables/],
    ['system tables behind IN', 'SELECT 1 WHERE 1 IN system.tables', /reads system\.tables/],
    [
      'system tables behind the name of ours',
      'SELECT observations.name FROM system.tables AS observations',
      /reads system\.tables/,
    ],
    [
      'system tables in a scalar subquery',
      'SELECT (SELECT count() FROM system.tables)',
      /reads system\.tables/,
    ],
    ['tables of ours that are not for rules', 'SELECT content FROM evidence', /reads evidence/],
    ['another database with our names', 'SELECT * FROM other.observations', /reads other\.observations/],
    [
      'a recursion',
      'WITH RECURSIVE t AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM t) SELECT n FROM t',
      /calls itself/,
    ],
    ['SETTINGS', 'SELECT 1 SETTINGS max_execution_time = 1000', /changes settings/],
    ['SETTINGS in a subquery', 'SELECT * FROM (SELECT 1 SETTINGS max_memory_usage = 0)', /changes settings/],
    ['FORMAT', 'SELECT 1 FORMAT CSV', /Syntax error/],
    ['two statements', 'SELECT 1; SELECT 2', /Multi-statements/],
    ['a bracket that ends ours', 'SELECT 1) UNION ALL SELECT * FROM (SELECT 2', /Syntax error/],
    ['a write', "INSERT INTO observations (server) VALUES ('x')", /is no SELECT/],
    ['a write behind a SELECT', 'SELECT 1; DROP TABLE observations', /Multi-statements/],
    ['a change of tables', 'DROP TABLE observations', /is no SELECT/],
    ['SET', 'SET readonly = 0', /is no SELECT/],
    ['SHOW', 'SHOW TABLES', /is no SELECT/],
    ['a parameter that there is not', 'SELECT {secret:String}', /secret/],
    ['nothing', '-- nothing', /Empty query/],
  ])('%s', async (_name, sql, reason) => {
    expect((await refusalOf(sql)).message).toMatch(reason);
  });

  it('a result that goes to a file, without writing it', async () => {
    const refusal = await refusalOf(`SELECT 1\nINTO OUTFILE '${outfile}'`);

    expect(refusal.message).toMatch(/writes its result to a file/);
    expect(refusal.line).toBe(2);
    expect(existsSync(outfile)).toBe(false);
  });

  it.each([
    ['a word that is none', 'SELECT 1\nFROMM observations\nWHERE x', 2],
    ['a column that there is not', 'SELECT server,\n\n  nothing_like_it\nFROM observations', 3],
    ['a function', "SELECT 1,\n  file('/etc/hostname')", 2],
  ])('with the line of %s', async (_name, sql, line) => {
    expect((await refusalOf(sql)).line).toBe(line);
  });
});

describe('the engine itself stops', () => {
  const processes = () =>
    engine.rows<{ readonly query: string }>({
      sql: "SELECT query FROM system.processes WHERE query LIKE '%endless%' AND query NOT LIKE '%system.processes%'",
    });
  const limited = async (sql: string): Promise<unknown> => {
    const query = await sandbox.admit(sql);
    return query.rows(day).catch((error: unknown) => error);
  };

  it('writing and changing settings on the connection of rules, whatever was admitted', async () => {
    for (const sql of [
      'DROP TABLE observations',
      'SELECT 1 SETTINGS max_execution_time = 9',
      'SELECT 1 SETTINGS readonly = 0',
    ])
      await expect(engine.guarded({ sql })).rejects.toThrow(/readonly/);
    await expect(engine.rows({ sql: 'SELECT count() AS n FROM observations' })).resolves.toEqual([
      { n: 3000 },
    ]);
  });

  it('a query of ours that takes too much, which nobody looked through', async () => {
    const query = sandbox.trust("SELECT leftPad('', 10000, 'x') AS text FROM observations");

    await expect(query.rows(day)).rejects.toMatchObject({
      name: 'SqlRefused',
      message: 'answers with more than a rule may',
    });
  });

  it('a query that takes too much memory, and one that answers too much', async () => {
    const pairs = 'FROM observations AS a, observations AS b';

    expect(await limited(`SELECT a.server ${pairs}`)).toMatchObject({
      message: 'answers with more than a rule may',
    });
    expect(await limited("SELECT leftPad('', 10000, 'x') AS text FROM observations")).toMatchObject({
      message: 'answers with more than a rule may',
    });
    expect(await limited('SELECT length(groupArray(range(100000))) FROM observations')).toMatchObject({
      message: 'takes more memory than a rule may',
    });
  });

  it('a query without an end, and nothing of it goes on', async () => {
    const joins = ['b', 'c', 'd'].map((name) => `, observations AS ${name}`).join('');

    const stopped = await limited(
      `SELECT sum(cityHash64(a.id, d.id)) AS endless FROM observations AS a${joins}`,
    );

    expect(stopped).toMatchObject({ name: 'SqlRefused', message: 'takes longer than a rule may' });
    expect(await processes()).toEqual([]);
  }, 60_000);
});
