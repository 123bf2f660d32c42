import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeDirectory } from '../../../store/engine/directory.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'directory-'));
});

afterEach(() => rm(folder, { recursive: true }));

test('makes all levels, and is content with what is there', async () => {
  const deep = join(folder, 'a', 'b', 'c');

  await Promise.all([makeDirectory(deep), makeDirectory(deep)]);
  await makeDirectory(deep);

  expect((await stat(deep)).isDirectory()).toBe(true);
});

test('says what the file system says when a file is in the way', async () => {
  await writeFile(join(folder, 'file'), '');

  await expect(makeDirectory(join(folder, 'file', 'x'))).rejects.toMatchObject({ code: 'EEXIST' });
});

test('ends where a parent exists and takes nothing', async (context) => {
  context.skip(process.platform !== 'linux', 'only Linux has /proc, which takes nothing');
  await expect(makeDirectory('/proc/fediscope/x')).rejects.toMatchObject({ code: 'ENOENT' });
});
