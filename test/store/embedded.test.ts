import { expect, test } from 'vitest';
import { openEmbedded } from '../../store/embedded.ts';
import type { Engine } from '../../store/engine.ts';
import { vantageReads } from '../../store/vantages.ts';
import { storeContract } from './contract.ts';
import { clock, host } from './examples.ts';
import { storeDirectory } from './furnished.ts';
import { temporaryDirectory } from './temporary.ts';

storeContract('embedded', async () => ({ path: await temporaryDirectory() }));

test('the engine is bounded on every connection, whatever the machine has', async () => {
  const engine = await openEmbedded(await temporaryDirectory());
  const sql = "SELECT value FROM system.server_settings WHERE name = 'max_server_memory_usage' AND changed";
  for (const heavy of [false, true])
    expect(await engine.rows({ sql, heavy })).toEqual([{ value: String(2 ** 30) }]);
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
