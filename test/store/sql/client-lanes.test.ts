import { afterAll, beforeAll, expect, it } from 'vitest';
import { openEmbedded } from '../../../store/engine/embedded.ts';
import { type ClientLane, type Engine, guardedSettings } from '../../../store/engine/engine.ts';
import { temporaryDirectory } from '../temporary.ts';

let engine: Engine;
let lane: ClientLane;
const form = { date_time_output_format: 'iso', output_format_json_quote_64bit_integers: '1' } as const;

beforeAll(async () => {
  const bounds = {
    ...guardedSettings,
    max_execution_time: 2,
    max_memory_usage: '50000000',
    max_rows_to_read: '100000',
  };
  engine = await openEmbedded(await temporaryDirectory(), bounds);
  lane = await engine.clients!(form);
});
afterAll(() => engine.close());

const codeOf = (sql: string) =>
  lane.bytes({ sql }).then(
    () => 'it was answered',
    (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : error),
  );

it.each([
  ['writing, whatever was vetted', 'CREATE TABLE t (a UInt8) ENGINE = Memory', '164'],
  ['settings in a statement', 'SELECT 1 SETTINGS max_execution_time = 0', '164'],
  ['an answer of too many rows', 'SELECT number FROM system.numbers LIMIT 30000', '396'],
  ['reading too many rows', 'SELECT count() FROM system.numbers', '158'],
  [
    'a statement of much memory',
    "SELECT groupArray(s) FROM (SELECT leftPad('x', 100000, 'y') AS s FROM system.numbers LIMIT 5000)",
    '241',
  ],
])('the lane of clients itself refuses %s', async (_, sql, code) => {
  expect(await codeOf(sql)).toBe(code);
  expect((await lane.bytes({ sql: 'SELECT 1 FORMAT CSV' })).toString()).toBe('1\n');
});

it('a lane writes values in its own way, and others in theirs', async () => {
  const sql =
    "SELECT toDateTime('2026-01-01 00:00:00', 'UTC') AS at, toUInt64(1) AS n FORMAT JSONCompactEachRow";
  const other = await engine.clients!({ ...form, date_time_output_format: 'unix_timestamp' });

  expect((await lane.bytes({ sql })).toString()).toBe('["2026-01-01T00:00:00Z", "1"]\n');
  expect((await other.bytes({ sql })).toString()).toContain('"1767225600"');
  expect((await lane.bytes({ sql })).toString()).toBe('["2026-01-01T00:00:00Z", "1"]\n');
});
