import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { atFileEnd } from '../file-end.ts';

/** An empty directory that goes away with the test file that asked for it. */
export async function temporaryDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'fediscope-test-'));
  atFileEnd(() => rm(directory, { recursive: true, force: true }));
  return directory;
}
