import { type FileHandle, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/** A file of JSON lines. A line that was cut off while it was written is not there. */
export interface Journal {
  /** What was there when it was opened; lines that cannot be read left out. */
  readonly lines: readonly unknown[];
  /** Resolves when the lines survive a power cut. @throws what the file system says. */
  append(lines: readonly unknown[]): Promise<void>;
  /** Adds lines that may be lost with the machine. */
  mention(lines: readonly unknown[]): Promise<void>;
  /** Puts these lines in place of all that is there, at once. @throws what the file system says. */
  replace(lines: readonly unknown[]): Promise<void>;
  close(): Promise<void>;
}

/** Opens or begins a journal. @throws what the file system says. */
export async function openJournal(path: string): Promise<Journal> {
  const lines = linesIn(await readFile(path, 'utf8').catch(orNothing));
  let file = await startWith(path, lines);
  const write = async (added: readonly unknown[]): Promise<void> => {
    await file.appendFile(added.map(jsonLine).join(''));
  };
  return {
    lines,
    append: async (added) => {
      await write(added);
      await file.datasync();
    },
    mention: write,
    replace: async (all) => {
      const next = await startWith(path, all);
      await file.close();
      file = next;
    },
    close: () => file.close(),
  };
}

/** A new file in place of the old one, whole or not at all, and ready to be added to. */
async function startWith(path: string, lines: readonly unknown[]): Promise<FileHandle> {
  const trial = `${path}.tmp`;
  await rm(trial, { force: true });
  const file = await open(trial, 'a', 0o600);
  try {
    await file.appendFile(lines.map(jsonLine).join(''));
    await file.sync();
    await rename(trial, path);
    await using folder = await open(dirname(path), 'r');
    await folder.sync();
    return file;
  } catch (error) {
    await file.close();
    throw error;
  }
}

function jsonLine(value: unknown): string {
  return `${JSON.stringify(value)}\n`;
}

function linesIn(text: string): readonly unknown[] {
  return text.split('\n').flatMap((line) => {
    try {
      return line === '' ? [] : [JSON.parse(line) as unknown];
    } catch {
      // Cut off by our death: whoever wrote it was never told that it is safe.
      return [];
    }
  });
}

function orNothing(error: unknown): string {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
  throw error;
}
