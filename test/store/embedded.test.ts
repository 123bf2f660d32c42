import { storeContract } from './contract.ts';
import { temporaryDirectory } from './temporary.ts';

storeContract('embedded', async () => ({ path: await temporaryDirectory() }));
