import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { lstat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { create } from 'tar';

/** What the source consists of where no git tells. A list of what belongs to it, so that nothing else of a folder is ever handed out. */
const sourceEntries: ReadonlySet<string> = new Set([
  '.ci',
  '.dockerignore',
  '.gitignore',
  '.npmrc',
  'analyzer',
  'ARCHITECTURE.md',
  'bench',
  'bin',
  'biome.json',
  'build.ts',
  'CHANGELOG.md',
  'CONTRIBUTING.md',
  'crawler',
  'dashboards',
  'deploy',
  'docker-compose.yml',
  'Dockerfile',
  'docs',
  'docs.ts',
  'LICENSE',
  'model',
  'package-lock.json',
  'package.json',
  'pictures.ts',
  'README.md',
  'rules',
  'store',
  'test',
  'tsconfig.build.json',
  'tsconfig.json',
  'vitest.config.ts',
]);

/** An operator's own files, wherever they lie, and also where somebody gave them to git. */
const privateName = /^(fediscope\.ya?ml|\.env.*|.*\.(env|pem|key))$/i;

/** Where a published package keeps the source it was built from. */
export const packedSource = 'source.tar.gz';

/**
 * The source of the running version as a gzipped tarball: as it lies in the checkout, or as it was packed into the published package.
 * It is made once for each state of the files, and never twice at the same time. Source: AGPL-3.0 section 13.
 */
export function sourceOf(root: string): () => Promise<Buffer> {
  let made: { readonly state: string; readonly tarball: Buffer } | undefined;
  const refresh = async (): Promise<Buffer> => {
    const isCheckout = existsSync(join(root, 'bin', 'fediscope.ts'));
    const files = isCheckout ? await sourceFiles(root) : [join('dist', packedSource)];
    const state = await stateOf(root, files);
    if (made?.state !== state)
      made = { state, tarball: isCheckout ? await pack(root, files) : await readFile(join(root, ...files)) };
    return made.tarball;
  };
  let underWay: Promise<Buffer> | undefined;
  return () => {
    underWay ??= refresh().finally(() => {
      underWay = undefined;
    });
    return underWay;
  };
}

function pack(root: string, files: readonly string[]): Promise<Buffer> {
  return buffer(create({ gzip: true, cwd: root, portable: true, prefix: 'fediscope' }, [...files]));
}

async function stateOf(root: string, files: readonly string[]): Promise<string> {
  const states: string[] = [];
  for (const file of files) {
    const { size, mtimeMs } = await lstat(join(root, file));
    states.push(`${file} ${size} ${mtimeMs}`);
  }
  return states.join('\n');
}

/** The files of a checkout's source: those that git tracks, as they lie there; without git, those of the folders that belong to it. */
export async function sourceFiles(root: string): Promise<readonly string[]> {
  const files = (await trackedFiles(root)) ?? (await filesUnder(root, ''));
  const isOurs = async (file: string) => {
    const kind = await lstat(join(root, file)).catch(() => undefined);
    // A tracked file may be deleted; a link may lead anywhere.
    return kind?.isFile() === true && !file.split('/').some((part) => privateName.test(part));
  };
  const kept: string[] = [];
  for (const file of files) if (await isOurs(file)) kept.push(file);
  return kept.toSorted();
}

/** Undefined: this is no checkout of git, or git cannot be asked. */
async function trackedFiles(root: string): Promise<readonly string[] | undefined> {
  if (!existsSync(join(root, '.git'))) return undefined;
  const env = { PATH: process.env['PATH'], HOME: process.env['HOME'] };
  const options = { cwd: root, env, maxBuffer: 16 * 2 ** 20 };
  const answer = await promisify(execFile)('git', ['ls-files', '-z'], options).catch(() => undefined);
  const files = answer?.stdout.split('\0').filter((file) => file !== '') ?? [];
  return files.length === 0 ? undefined : files;
}

async function filesUnder(root: string, folder: string): Promise<readonly string[]> {
  const files: string[] = [];
  for (const entry of await readdir(join(root, folder), { withFileTypes: true })) {
    const isOurs = folder === '' ? sourceEntries.has(entry.name) : !entry.name.startsWith('.');
    if (!isOurs) continue;
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) files.push(...(await filesUnder(root, path)));
    else files.push(path);
  }
  return files;
}
