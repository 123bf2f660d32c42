import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { statements } from '../store/engine/dialect.ts';
import { openEmbedded } from '../store/engine/embedded.ts';
import type { Engine } from '../store/engine/engine.ts';
import { knownMigrations } from '../store/migrations.ts';

/** Measures the observations table, as the schema declares it, under two sort orders. Run: `node bench/observation-order.ts`. */
const servers = 2_600;
const hours = 240;
const rows = servers * 8 * hours;
const declared = '(server, probe, scheduled_at, vantage)';
const orders = {
  'server first': declared,
  'probe and day first': '(probe, toDate(scheduled_at), server, scheduled_at, vantage)',
};

/** One hour after the other, every server and probe in it, 2 % failures: as a crawler would write them. */
const generated = (from: number, count: number) => `
  SELECT concat('server', leftPad(toString(s), 5, '0'), '.example') AS server,
    ['actor', 'dns', 'host-meta', 'instance-api', 'nodeinfo', 'robots', 'tls', 'webfinger'][p + 1] AS probe,
    toDateTime64('2026-10-01 00:00:00', 3, 'UTC') + toIntervalSecond(h * 3600 + s % 3600) AS scheduled_at,
    'local' AS vantage, scheduled_at + toIntervalSecond(2) AS written_at,
    scheduled_at + toIntervalMillisecond(rand() % 1500) AS started_at, round(50 + rand(1) % 900) AS duration_ms,
    1 AS probe_version, if(s < 100, 1, 3) AS consent, if(rand(2) % 50 = 0, 2, 1) AS outcome,
    if(outcome = 2, ['dns-timeout', 'connect-refused', 'http-timeout', 'tls-expired'][rand(3) % 4 + 1], '') AS failure_code,
    if(outcome = 2, ['dns', 'connect', 'http', 'tls'][rand(3) % 4 + 1], '') AS failure_stage,
    if(outcome = 2, 'no connection came about in time', '') AS failure_detail, false AS replayed,
    if(outcome = 1, concat('{"software":{"name":"mastodon","version":"4.', toString(s % 6), '.', toString(h % 7),
      '"},"usage":{"users":{"total":', toString(s * 37 + h), '}},"protocols":["activitypub"]}'), '') AS data,
    concat('[{"url":"https://', server, '/nodeinfo/2.0","method":"GET","startedAt":"', toString(started_at), '","status":200,',
      '"responseHeaders":{"content-type":"application/json; charset=utf-8","server":"nginx"},"cookieNames":[],',
      '"timings":{"waitMs":', toString(duration_ms - 20), ',"totalMs":', toString(duration_ms), '}}]') AS exchanges
  FROM (SELECT number % 8 AS p, intDiv(number, 8) % ${servers} AS s, intDiv(number, ${servers * 8}) AS h FROM numbers(${from}, ${count}))`;

const one = `server = 'server01234.example'`;
const questions = {
  'one server, 10 days, without data': `SELECT count() AS n, avg(duration_ms) AS ms FROM {table} FINAL WHERE ${one}`,
  'newest 100 of one server, whole rows': `SELECT * FROM {table} FINAL WHERE ${one} ORDER BY scheduled_at DESC LIMIT 100`,
  'one server as it was at an instant': `SELECT * FROM {table} FINAL WHERE ${one} AND started_at <= '2026-10-06 00:00:00' ORDER BY probe, scheduled_at DESC LIMIT 1 BY probe`,
  'one observation': `SELECT * FROM {table} WHERE ${one} AND probe = 'tls' AND scheduled_at = '2026-10-05 03:20:34' AND vantage = 'local' LIMIT 1`,
  'fleet availability, one probe, 24 h': `SELECT avg(share) AS n FROM (SELECT server, avg(outcome = 'ok') AS share FROM {table} WHERE probe = 'nodeinfo' AND scheduled_at >= '2026-10-10 00:00:00' GROUP BY server)`,
  'top failures, 7 days': `SELECT probe, failure_code, count() AS n FROM {table} WHERE outcome = 'failed' AND scheduled_at >= '2026-10-04 00:00:00' GROUP BY ALL ORDER BY n DESC LIMIT 20`,
  'who was written in the last hour': `SELECT uniqExact(server) AS n FROM {table} WHERE written_at >= '2026-10-10 23:00:00'`,
};

async function fill(engine: Engine, table: string, order: string): Promise<void> {
  const declaration = statements(knownMigrations()[0]?.text ?? '', {})[0] ?? '';
  const renamed = declaration
    .replace(' observations ', ` ${table} `)
    .replace(`ORDER BY ${declared}`, `ORDER BY ${order}`);
  await engine.command(renamed.replace(/TTL .*/, ''));
  for (let from = 0; from < rows; from += rows / 24)
    await engine.command(`INSERT INTO ${table} (server, probe, scheduled_at, vantage, written_at, started_at, duration_ms, probe_version,
      consent, outcome, failure_code, failure_stage, failure_detail, replayed, data, exchanges) ${generated(from, rows / 24)}`);
}

/** Median of five, after one that warms up. */
async function medianMs(engine: Engine, sql: string): Promise<number> {
  const times: number[] = [];
  for (let turn = 0; turn < 6; turn++) {
    const start = performance.now();
    await engine.rows({ sql });
    times.push(performance.now() - start);
  }
  return Math.round((times.slice(1).toSorted((a, b) => a - b)[2] ?? 0) * 10) / 10;
}

const directory = await mkdtemp(join(tmpdir(), 'fediscope-bench-'));
const engine = await openEmbedded(directory);
const report: Record<string, Record<string, number>> = {};
for (const [name, order] of Object.entries(orders)) {
  const table = name.replaceAll(' ', '_');
  await fill(engine, table, order);
  for (const [question, sql] of Object.entries(questions))
    report[question] = { ...report[question], [name]: await medianMs(engine, sql.replace('{table}', table)) };
  const [size] = await engine.rows<{ bytes: number }>({
    sql: `SELECT round(sum(bytes_on_disk) / sum(rows), 1) AS bytes FROM system.parts WHERE active AND table = '${table}'`,
  });
  report['bytes a row'] = { ...report['bytes a row'], [name]: size?.bytes ?? 0 };
}
console.log(`${rows} observations of ${servers} servers; milliseconds, median of five`);
console.table(report);
await engine.close();
await rm(directory, { recursive: true });
