import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { list } from 'tar';
import { expect, it } from 'vitest';
import { sourceTarball } from '../../bin/source.ts';
import { emptyFolder } from './command.ts';

/** A checkout with an operator's own files beside the source. */
function aCheckout(): string {
  const root = emptyFolder();
  for (const folder of ['bin', 'data', 'node_modules', '.git', 'dist']) mkdirSync(join(root, folder));
  const files = [
    'bin/fediscope.ts',
    'LICENSE',
    'package.json',
    'fediscope.yaml',
    '.env',
    'data/x',
    '.git/config',
  ];
  for (const file of [...files, 'node_modules/x', 'dist/source.tar.gz'])
    writeFileSync(join(root, file), file);
  return root;
}

async function namesIn(tarball: Buffer): Promise<readonly string[]> {
  const names: string[] = [];
  const parser = list({ onReadEntry: ({ path }) => names.push(path) });
  await new Promise<void>((resolve, reject) => {
    parser.on('end', resolve).on('error', reject);
    parser.end(tarball);
  });
  return names.toSorted();
}

it('the source of a checkout has the program and nothing of its operator', async () => {
  const tarball = await buffer(await sourceTarball(aCheckout()));

  expect(await namesIn(tarball)).toEqual([
    'fediscope/LICENSE',
    'fediscope/bin/',
    'fediscope/bin/fediscope.ts',
    'fediscope/package.json',
  ]);
});

it('an installed package answers the source that was packed with it', async () => {
  const root = emptyFolder();
  mkdirSync(join(root, 'dist'));
  writeFileSync(join(root, 'dist', 'source.tar.gz'), 'as packed');

  expect((await buffer(await sourceTarball(root))).toString()).toBe('as packed');
});
