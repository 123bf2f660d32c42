import { afterAll, beforeAll, expect, it } from 'vitest';
import { openEmbedded } from '../../../store/engine/embedded.ts';
import type { Engine } from '../../../store/engine/engine.ts';
import { framedBlocks } from '../../../store/engine/native-blocks.ts';
import { temporaryDirectory } from '../temporary.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await openEmbedded(await temporaryDirectory());
});
afterAll(() => engine.close());

const form = { date_time_output_format: 'simple', output_format_json_quote_64bit_integers: '0' } as const;
const info = Buffer.from([1, 0, 2, 0xff, 0xff, 0xff, 0xff, 0]);
const native = async (sql: string) => {
  const lane = await engine.clients!(form);
  return lane.bytes({ sql: `${sql} FORMAT Native` });
};

const columns = [
  "'a' AS c",
  'toUInt64(7) AS c',
  "toDateTime64('2026-01-01 00:00:00', 3, 'UTC') AS c",
  "CAST(NULL, 'Nullable(Float64)') AS c",
  "toNullable('x') AS c",
  "['a', 'bb'] AS c",
  '[]::Array(UInt8) AS c',
  "[['a'], []] AS c",
  "toLowCardinality('a') AS c",
  "CAST('a', 'LowCardinality(Nullable(String))') AS c",
  "[toLowCardinality('a'), 'b'] AS c",
  "('a', 1, toNullable(2)) AS c",
  "CAST((1, 'x'), 'Tuple(first UInt8, `second one` String)') AS c",
  "map('a', 1) AS c",
  "CAST('b', 'Enum8(\\'a, (\\' = 1, \\'b\\' = 2)') AS c",
  "toFixedString('abc', 3) AS c",
  'toDecimal64(1.5, 2) AS c',
  'INTERVAL 1 DAY AS c',
  'true AS c',
];

it.each(columns)('frames a column as %s, byte by byte, and reads to its very end', async (column) => {
  const plain = await native(`SELECT ${column}, 'end' AS z FROM system.numbers LIMIT 3`);
  const framed = framedBlocks(plain, 54_460);

  // Each of the two columns gets one byte; what is left is the same.
  expect(framed.length).toBe(plain.length + info.length + 2);
  expect(framed.subarray(0, info.length)).toEqual(info);
  expect(framed.subarray(-12)).toEqual(plain.subarray(-12));
  expect(framedBlocks(plain, 54_000)).toEqual(Buffer.concat([info, plain]));
});

it('frames every block of a long answer, and none of an empty one', async () => {
  const some = 'SELECT number, toString(number) AS text FROM system.numbers LIMIT 900';
  const long = await native(`SELECT * FROM (${some}) UNION ALL (${some})`);
  const framed = framedBlocks(long, 54_460);
  const blocks = (framed.length - long.length) / (info.length + 2);

  expect(Number.isInteger(blocks)).toBe(true);
  expect(blocks).toBeGreaterThan(1);
  expect(framedBlocks(Buffer.alloc(0), 54_460)).toEqual(Buffer.alloc(0));
});

it('refuses what it cannot go through', async () => {
  const states = await native('SELECT uniqState(1) AS c');

  expect(() => framedBlocks(states, 54_460)).toThrow(/AggregateFunction/);
  expect(() => framedBlocks(Buffer.from([1, 1, 1]), 54_460)).toThrow(RangeError);
});
