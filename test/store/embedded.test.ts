import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { storeContract } from './contract.ts';

storeContract('embedded', async () => ({ path: await mkdtemp(join(tmpdir(), 'fediscope-store-')) }));
