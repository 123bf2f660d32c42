import { open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { makeDirectory } from '../engine/directory.ts';
import { isCode } from '../engine/unavailable.ts';
import { decodeSegment, idOfFile, placeOf, type Segment, segmentFile } from './segment.ts';

/** A segment that waits on disk. */
export interface Waiting {
  readonly id: string;
  readonly bytes: number;
}

/** The spool's directory. Files appear whole, or not at all. */
export interface SegmentFiles {
  /** Segments that were left, oldest first. Files that were never finished are removed. */
  leftovers(): Promise<readonly Waiting[]>;
  /** Resolves when the bytes and their name survive a power cut. */
  write(id: string, bytes: Buffer): Promise<void>;
  /** `damaged`: the file is not what was written. `gone`: there is none. */
  read(id: string): Promise<Segment | 'damaged' | 'gone'>;
  remove(id: string): Promise<void>;
  /** Puts a file aside, into `refused/`, for people to look at. */
  putAside(id: string): Promise<void>;
}

const unfinished = '.tmp';
const aside = 'refused';

/** The files of a spool, in a directory that is there. */
export function segmentFiles(directory: string): SegmentFiles {
  const pathOf = (id: string) => join(directory, segmentFile(id));
  return {
    leftovers: () => leftovers(directory),
    write: (id, bytes) => writeWhole(directory, segmentFile(id), bytes),
    read: (id) => read(id, pathOf(id)),
    remove: (id) => rm(pathOf(id), { force: true }),
    putAside: async (id) => {
      await makeDirectory(join(directory, aside));
      await rename(pathOf(id), join(directory, aside, segmentFile(id)));
    },
  };
}

async function read(id: string, path: string): Promise<Segment | 'damaged' | 'gone'> {
  try {
    return decodeSegment(id, await readFile(path)) ?? 'damaged';
  } catch (error) {
    if (isCode(error, 'ENOENT')) return 'gone';
    throw error;
  }
}

async function leftovers(directory: string): Promise<readonly Waiting[]> {
  const names = await readdir(directory);
  for (const name of names) if (name.endsWith(unfinished)) await rm(join(directory, name), { force: true });
  const ids = names.map(idOfFile).filter((id) => id !== undefined);
  const sized = ids.map(async (id) => ({ id, bytes: (await stat(join(directory, segmentFile(id)))).size }));
  return (await Promise.all(sized)).toSorted((a, b) => placeOf(a.id) - placeOf(b.id));
}

async function writeWhole(directory: string, name: string, bytes: Buffer): Promise<void> {
  const trial = join(directory, `${name}${unfinished}`);
  await using file = await open(trial, 'w');
  await file.writeFile(bytes);
  await file.sync();
  await rename(trial, join(directory, name));
  // The new name is in the directory, and that has to reach the disk too.
  await using folder = await open(directory, 'r');
  await folder.sync();
}
