import { afterAll } from 'vitest';
import { type Front, startFront } from '../clickhouse-front/start.ts';
import { storeContract } from './contract.ts';
import { temporaryDirectory } from './temporary.ts';

let front: Front | undefined;

afterAll(() => front?.kill());

storeContract('server', async () => {
  front = await startFront(await temporaryDirectory());
  return { url: front.url, database: 'fediscope', username: 'default', password: 'front' };
});
