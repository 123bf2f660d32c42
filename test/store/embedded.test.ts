import { expect, test } from 'vitest';
import { openEmbedded } from '../../store/embedded.ts';
import { storeContract } from './contract.ts';
import { temporaryDirectory } from './temporary.ts';

storeContract('embedded', async () => ({ path: await temporaryDirectory() }));

test('the engine is bounded on every connection, whatever the machine has', async () => {
  const engine = await openEmbedded(await temporaryDirectory());
  const sql = "SELECT value FROM system.server_settings WHERE name = 'max_server_memory_usage' AND changed";
  for (const heavy of [false, true])
    expect(await engine.rows({ sql, heavy })).toEqual([{ value: String(2 ** 30) }]);
  await engine.close();
});
