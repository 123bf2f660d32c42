import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomUUID,
} from 'node:crypto';
import { link, open, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { makeDirectory } from './engine/directory.ts';
import { isCode, StoreUnavailable, saying } from './engine/unavailable.ts';

/** The Ed25519 key of this monitor. It signs the heads of its review log and names its chain. */
export interface MonitorKey {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

/** The file in the data directory that holds the key, as PKCS #8 in PEM. */
export const monitorKeyFile = 'monitor-key.pem';

/**
 * The key in a data directory; made when there is none. Only its owner may read it.
 * @throws {StoreUnavailable} when others may read it, or it cannot be read or written.
 */
export async function monitorKey(directory: string): Promise<MonitorKey> {
  const file = join(directory, monitorKeyFile);
  try {
    await makeDirectory(directory);
    if (!(await exists(file))) await makeKey(file).catch(unlessThere);
    await refuseOpen(file);
    const privateKey = createPrivateKey(await readFile(file));
    return { privateKey, publicKey: createPublicKey(privateKey) };
  } catch (cause) {
    if (cause instanceof StoreUnavailable) throw cause;
    const text = `the key of this monitor ${file} cannot be used (${saying(cause)}): restore it; without it its review chain has no writer any more`;
    throw new StoreUnavailable('unwritable', text, { cause });
  }
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}

/** Another process made it at the same moment: then its key is ours too. */
function unlessThere(error: unknown): void {
  if (!isCode(error, 'EEXIST')) throw error;
}

/** The file appears with its whole content, and never replaces another one. */
async function makeKey(file: string): Promise<void> {
  const draft = `${file}.${randomUUID()}`;
  const handle = await open(draft, 'w', 0o600);
  try {
    const { privateKey } = generateKeyPairSync('ed25519');
    await handle.writeFile(privateKey.export({ type: 'pkcs8', format: 'pem' }));
    await handle.sync();
    await link(draft, file);
  } finally {
    await handle.close();
    await rm(draft, { force: true });
  }
}

async function refuseOpen(file: string): Promise<void> {
  const { mode } = await stat(file);
  if ((mode & 0o077) === 0) return;
  const text = `others may read the key of this monitor ${file}: run chmod 600 on it, and make a new one if it was read`;
  throw new StoreUnavailable('unwritable', text);
}
