import { copyFile, mkdir, readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Segment } from '../../store/spool/segment.ts';
import { openSpool } from '../../store/spool/spool.ts';
import { anEvidence, anObservation, clock, keptLog } from './examples.ts';
import { temporaryDirectory } from './temporary.ts';

const down = {
  insertSegment: async () => {
    throw new Error('the store is down');
  },
};

/** Opens a spool over a directory, lets it insert what is there, and says what came of it. */
async function recover(directory: string) {
  const taken: Segment[] = [];
  const log = keptLog();
  const insertSegment = async (segment: Segment) => {
    taken.push(segment);
  };
  const spool = await openSpool({ directory }, { sink: { insertSegment }, log, clock });
  await spool.drain();
  await spool.close();
  return {
    taken,
    errors: log.lines.filter(({ level }) => level === 'error').length,
    left: await readdir(directory),
  };
}

describe('a spool directory after a crash', () => {
  let original: string;
  let names: readonly string[];

  beforeAll(async () => {
    original = await temporaryDirectory();
    const spool = await openSpool(
      { directory: original, maxAgeMs: 1 },
      { sink: down, log: keptLog(), clock },
    );
    for (const vantage of ['first', 'second', 'third'])
      await spool.append({ observations: [anObservation({ vantage })], evidence: [anEvidence(vantage)] });
    await spool.close();
    names = (await readdir(original)).toSorted();
  });

  /** A copy of the directory, to be damaged. */
  async function copy(): Promise<string> {
    const directory = await temporaryDirectory();
    for (const name of names) await copyFile(join(original, name), join(directory, name));
    return directory;
  }

  it('gives every segment back when nothing is damaged', async () => {
    const { taken, errors, left } = await recover(await copy());

    expect(taken.map(({ id }) => `${id}.segment`)).toEqual(names);
    expect([errors, left]).toEqual([0, []]);
  });

  it('loses only the segment that was cut off, wherever the cut is', async () => {
    const size = (await readFile(join(original, names[1]!))).length;
    for (const offset of [0, 1, 40, Math.floor(size / 2), size - 2, size - 1]) {
      const directory = await copy();
      await truncate(join(directory, names[1]!), offset);
      const { taken, errors, left } = await recover(directory);

      expect(
        taken.map(({ id }) => `${id}.segment`),
        `cut at ${offset}`,
      ).toEqual([names[0], names[2]]);
      expect([errors, left]).toEqual([1, ['refused']]);
      expect(await readdir(join(directory, 'refused'))).toEqual([names[1]]);
    }
  });

  it('notices a flipped bit', async () => {
    const directory = await copy();
    const bytes = await readFile(join(directory, names[2]!));
    bytes.writeUInt8(bytes.readUInt8(bytes.length >> 1) ^ 1, bytes.length >> 1);
    await writeFile(join(directory, names[2]!), bytes);
    const { taken, errors } = await recover(directory);

    expect([taken.length, errors]).toEqual([2, 1]);
  });

  it('removes segments that were never finished, and leaves alone what is not its own', async () => {
    const directory = await copy();
    await writeFile(join(directory, `${names[0]}.tmp`), 'half of it');
    await writeFile(join(directory, 'README'), 'a note');
    await mkdir(join(directory, 'folder.segment'));
    const { taken, errors, left } = await recover(directory);

    expect([taken.length, errors]).toEqual([3, 0]);
    expect(left.toSorted()).toEqual(['README', 'folder.segment']);
  });
});
