import { expect, test } from 'vitest';
import { openEmbedded } from '../../../store/engine/embedded.ts';
import type { Engine } from '../../../store/engine/engine.ts';
import { vantageReads } from '../../../store/vantages.ts';
import { storeContract } from '../contract.ts';
import { clock, host } from '../examples.ts';
import { storeDirectory } from '../furnished.ts';
import { temporaryDirectory } from '../temporary.ts';

storeContract('embedded', async () => ({ path: await temporaryDirectory() }));

test('the engine is bounded on every connection, whatever the machine has', async () => {
  const engine = await openEmbedded(await temporaryDirectory());
  const sql = "SELECT value FROM system.server_settings WHERE name = 'max_server_memory_usage' AND changed";
  for (const heavy of [false, true])
    expect(await engine.rows({ sql, heavy })).toEqual([{ value: String(2 ** 30) }]);
  await engine.close();
});

test('a statement that reads a table twice reads it as it was at one moment, whatever the default is', async () => {
  const engine = await openEmbedded(await temporaryDirectory());
  const sql =
    "SELECT value FROM system.settings WHERE name = 'enable_shared_storage_snapshot_in_query' AND changed";
  for (const heavy of [false, true]) expect(await engine.rows({ sql, heavy })).toEqual([{ value: '1' }]);
  await engine.close();
});

test('rows in turn are the same rows, once, and who stops in between leaves nothing in the way', async () => {
  const engine = await openEmbedded(await temporaryDirectory());
  const sql = "SELECT number AS n, repeat('Ünïcødé \\n\"🐘', n % 50) AS text FROM numbers({many:UInt32})";
  const query = { sql, parameters: { many: 5_000 } };
  const all = await engine.rows(query);
  const inTurn = await engine.rowsInTurn(query);

  expect(all).toHaveLength(5000);
  expect([...inTurn]).toStrictEqual(all);
  expect([...inTurn]).toEqual([]);
  for (const row of await engine.rowsInTurn(query)) {
    expect(row).toEqual({ n: 0, text: '' });
    break;
  }
  expect(await engine.rows({ sql: 'SELECT 1 AS one WHERE one = 2' })).toEqual([]);
  await expect(engine.rowsInTurn({ sql: 'SELECT nothing' })).rejects.toThrow('nothing');
  await engine.close();
});

test('what each vantage saw is read beside the lane that writes, which has one statement at a time', async () => {
  const engine = await openEmbedded(await storeDirectory());
  const rows: Engine['rows'] = (query) =>
    query.heavy ? engine.rows(query) : Promise.reject(new Error('The lane that writes was asked'));
  const reads = vantageReads({ ...engine, rows }, clock);

  expect(await reads.vantages()).toEqual([]);
  expect(await reads.latestByVantage({ servers: [host('far.example')] })).toEqual([]);
  await engine.close();
});
