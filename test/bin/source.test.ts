import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { list } from 'tar';
import { expect, it } from 'vitest';
import { sourceFiles, sourceOf } from '../../bin/source.ts';
import { emptyFolder } from './command.ts';

const ours = ['bin/fediscope.ts', 'docs/use.md', '.dockerignore', 'LICENSE', 'package.json'];
const operators = [
  'fediscope.yaml',
  '.env',
  'data/x',
  'docs/.env',
  'docs/server.pem',
  'docs/server.key',
  'bench/prod.env',
  'test/fediscope.yaml',
];

/** A checkout with an operator's own files beside the source and in it. */
function aCheckout(): string {
  const root = emptyFolder();
  for (const file of [...ours, ...operators, 'node_modules/x', 'dist/source.tar.gz']) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), file);
  }
  symlinkSync('/etc/passwd', join(root, 'docs', 'link.md'));
  return root;
}

const packed = ours.map((file) => `fediscope/${file}`).toSorted();

async function namesIn(tarball: Buffer): Promise<readonly string[]> {
  const names: string[] = [];
  const parser = list({ onReadEntry: ({ path }) => names.push(path) });
  await new Promise<void>((resolve, reject) => {
    parser.on('end', resolve).on('error', reject);
    parser.end(tarball);
  });
  return names.toSorted();
}

it('the source of a checkout without git has the program and nothing of its operator', async () => {
  expect(await namesIn(await sourceOf(aCheckout())())).toEqual(packed);
});

it('the source of a checkout with git has what git tracks, and links and private files not even then', async () => {
  const root = aCheckout();
  const git = (...args: string[]) => execFileSync('git', args, { cwd: root, stdio: 'pipe' });
  git('init', '-q');
  git('add', '--force', ...ours, 'docs/.env', 'docs/server.pem', 'docs/link.md');
  writeFileSync(join(root, 'docs', 'tokens.txt'), 'secret');

  expect(await namesIn(await sourceOf(root)())).toEqual(packed);
});

it('the source of this very program is the same without git, as in an image', async (context) => {
  const checkout = join(import.meta.dirname, '..', '..');
  context.skip(!existsSync(join(checkout, '.git')), 'git does not know this checkout');
  const tracked = await sourceFiles(checkout);
  const root = emptyFolder();
  for (const file of tracked) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), '');
  }

  expect(tracked).toContain('bin/fediscope.ts');
  expect(await sourceFiles(root)).toEqual(tracked);
});

it('the tarball is made once for all who ask, and again when a file changed', async () => {
  const root = aCheckout();
  const source = sourceOf(root);
  const [first, second] = await Promise.all([source(), source()]);
  const third = await source();
  writeFileSync(join(root, 'LICENSE'), 'another text');
  const changed = await source();

  expect([second === first, third === first, changed === first]).toEqual([true, true, false]);
});

it('an installed package answers the source that was packed with it', async () => {
  const root = emptyFolder();
  mkdirSync(join(root, 'dist'));
  writeFileSync(join(root, 'dist', 'source.tar.gz'), 'as packed');

  expect((await sourceOf(root)()).toString()).toBe('as packed');
});
