import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { inject } from 'vitest';
import { openStore } from '../../store/open.ts';
import { clock, keptLog } from './examples.ts';
import { temporaryDirectory } from './temporary.ts';

const run = promisify(execFile);

/**
 * Puts an empty store with today's schema into a directory, as if one had been opened and closed there, and gives the directory. It is a copy: to
 * make the schema takes the engine eight times as long as to open a store that has it. Tests of the making begin with an empty directory.
 */
export async function furnished(directory: string): Promise<string> {
  const from = await pattern();
  await mkdir(directory, { recursive: true });
  await run('cp', ['-R', join(from, 'clickhouse'), directory]);
  return directory;
}

/** As `temporaryDirectory`, with an empty store in it. */
export async function storeDirectory(): Promise<string> {
  return furnished(await temporaryDirectory());
}

let made: Promise<string> | undefined;

/** An empty store that nobody opens again. No store of this process may be open when it is made. */
function pattern(): Promise<string> {
  made ??= makePattern();
  return made;
}

/** Whoever comes first makes it for the whole run. */
async function makePattern(): Promise<string> {
  const whole = join(inject('workshop'), 'store');
  if (existsSync(whole)) return whole;
  const own = `${whole}-${process.pid}`;
  const store = await openStore({ path: own }, { log: keptLog(), clock });
  await store.close();
  // Another process may have been quicker.
  await rename(own, whole).catch(() => rm(own, { recursive: true }));
  return whole;
}
