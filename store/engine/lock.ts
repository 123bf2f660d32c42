import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isCode, StoreUnavailable } from './unavailable.ts';

/** A directory that this process owns, until `release`. */
export interface Lock {
  release(): Promise<void>;
}

const fileName = /^(\d+)-(\d+)\.lock$/;

/**
 * Takes a directory for this process. Everyone first puts down a file that names it, then looks for files of others: of two who come at
 * once at least one sees the other. Files of dead processes are removed. It holds on one machine, among processes that see each other.
 * @throws {StoreUnavailable} `locked`.
 */
export async function lockDirectory(directory: string, isRunning: (pid: number) => boolean): Promise<Lock> {
  const own = `${process.pid}-${(await statusOf(process.pid)).began ?? 0}.lock`;
  await writeFile(join(directory, own), '', { flag: 'wx' }).catch((cause: unknown) => {
    throw isCode(cause, 'EEXIST') ? taken(directory, process.pid) : cause;
  });
  const release = () => rm(join(directory, own), { force: true });
  for (const name of await readdir(directory)) {
    const [, pid = '', start = ''] = fileName.exec(name) ?? [];
    if (pid === '' || name === own) continue;
    if (await lives(Number(pid), start, isRunning)) {
      await release();
      throw taken(directory, Number(pid));
    }
    await rm(join(directory, name), { force: true });
  }
  return { release };
}

function taken(directory: string, pid: number): StoreUnavailable {
  const text = `the directory ${directory} is in use by process ${pid}: stop it, or give this one another store.path`;
  return new StoreUnavailable('locked', text);
}

/** A number is given to a new process some day: it is the same one only if it began at the same time. */
async function lives(pid: number, start: string, isRunning: (pid: number) => boolean): Promise<boolean> {
  if (!isRunning(pid)) return false;
  const { state, began } = await statusOf(pid);
  if (state === 'Z') return false;
  return began === undefined || began === start;
}

/** `state`: `Z` died and was not fetched. `began`: in ticks since the machine's start. Absent: this system does not tell. Source: Linux, `proc_pid_stat(5)`, fields 3 and 22. */
async function statusOf(pid: number): Promise<{ readonly state?: string; readonly began?: string }> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  if (stat === undefined) return {};
  // The second field is the program's name in parentheses, which may hold anything.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state, began] = [fields[0], fields[19]];
  return { ...(state !== undefined && { state }), ...(began !== undefined && { began }) };
}
