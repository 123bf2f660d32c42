import { afterAll, beforeAll, expect, it } from 'vitest';
import { openStore } from '../../../store/open.ts';
import { SqlRefused } from '../../../store/sql/sql-refused.ts';
import type { Store } from '../../../store/store.ts';
import { type Front, startFront } from '../../clickhouse-front/start.ts';
import { clock, host, keptLog } from '../examples.ts';
import { temporaryDirectory } from '../temporary.ts';

let front: Front;
let store: Store;

beforeAll(async () => {
  front = await startFront(await temporaryDirectory());
  const options = { url: front.url, database: 'fediscope', username: 'default', password: 'front' };
  store = await openStore(options, { log: keptLog(), clock });
});
afterAll(async () => {
  await store.close();
  await front.kill();
});

it('over HTTP, queries of others run in the database of the store and are bounded there too', async () => {
  await store.recordDeploys([
    { server: host('a.example'), at: '2026-01-01T10:00:00.000Z', note: "it's new", by: 'ops' },
    { server: host('a.example'), at: '2026-01-02T10:00:00.000Z', note: 'later', by: 'ops' },
  ]);
  const query = await store.sandbox.admit(
    "SELECT note, at FROM deploys WHERE at >= {from:DateTime64(3, 'UTC')} AND at < {to:DateTime64(3, 'UTC')}",
  );
  const window = { from: '2026-01-01T00:00:00.000Z', to: '2026-01-02T00:00:00.000Z' };

  expect(query.columns.map(({ name }) => name)).toEqual(['note', 'at']);
  expect(await query.rows(window)).toEqual([{ note: "it's new", at: '2026-01-01T10:00:00.000Z' }]);
  for (const sql of [
    'SELECT 1 SETTINGS max_execution_time = 9',
    "SELECT file('/etc/hostname')",
    'DROP TABLE deploys',
    'SELECT * FROM system.tables',
  ])
    await expect(store.sandbox.admit(sql)).rejects.toBeInstanceOf(SqlRefused);
});
