import { afterAll, expect, test } from 'vitest';
import { openServer } from '../../../store/engine/server.ts';
import { type Front, startFront } from '../../clickhouse-front/start.ts';
import { storeContract } from '../contract.ts';
import { temporaryDirectory } from '../temporary.ts';

let front: Front | undefined;

afterAll(() => front?.kill());

const at = ({ url }: Front) => ({ url, database: 'fediscope', username: 'default', password: 'front' });

storeContract('server', async () => {
  front = await startFront(await temporaryDirectory());
  return at(front);
});

test('a statement that reads a table twice reads it as it was at one moment, whatever the default of the server is', async () => {
  const engine = await openServer(at(front!));
  const sql =
    "SELECT value FROM system.settings WHERE name = 'enable_shared_storage_snapshot_in_query' AND changed";
  expect(await engine.rows({ sql })).toEqual([{ value: '1' }]);
  await engine.close();
});
