import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Unpacked, unpacked } from '../../analyzer/evidence/container.ts';
import { messageOf, Refusal } from '../refusal.ts';

/** A bundle on disk: the tar file as it was written, or the folder it was unpacked into. @throws {Refusal} when it cannot be read. */
export async function readBundle(path: string): Promise<Unpacked> {
  try {
    const found = await stat(path);
    return found.isDirectory() ? await readFolder(path) : unpacked(await readFile(path));
  } catch (cause) {
    throw new Refusal(
      `cannot read ${path}: ${messageOf(cause)}`,
      'name a bundle that export evidence wrote',
      { cause },
    );
  }
}

/** A folder has no bytes between its files. */
async function readFolder(path: string): Promise<Unpacked> {
  const entries = await readdir(path, { withFileTypes: true });
  const files = new Map<string, Uint8Array>();
  for (const entry of entries)
    files.set(entry.name, entry.isFile() ? await readFile(join(path, entry.name)) : new Uint8Array());
  return { files, exact: true };
}
