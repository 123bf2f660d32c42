import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { agpl } from './licences.ts';

/** A repository on disk, and what is in it. Object ids in hexadecimal digits. */
export interface Repository {
  /** The commit of the tags `v1.0.0` and, by a tag object, `v1.1.0+ours`. */
  readonly tagged: string;
  /** Where the branch `main` is. */
  readonly tip: string;
  /** A commit below the tip, to which nothing points. */
  readonly inHistory: string;
  /** A commit that no reference leads to. */
  readonly loose: string;
  /** A commit of nowhere. */
  readonly absent: string;
}

/** The folder that git serves, with `o/r.git` and, full of tags, `o/many.git`. */
export interface Repositories {
  readonly root: string;
  readonly whole: Repository;
  readonly manyTags: number;
  close(): void;
}

const manyTags = 5_000;
const environment = {
  PATH: process.env['PATH'],
  ...{ GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1', HOME: tmpdir() },
  ...{ GIT_AUTHOR_NAME: 'A', GIT_AUTHOR_EMAIL: 'a@example.org', GIT_AUTHOR_DATE: '2026-01-01T00:00:00Z' },
  ...{
    GIT_COMMITTER_NAME: 'A',
    GIT_COMMITTER_EMAIL: 'a@example.org',
    GIT_COMMITTER_DATE: '2026-01-01T00:00:00Z',
  },
};

/** Makes the repositories with the git of this machine. */
export function makeRepositories(): Repositories {
  const root = mkdtempSync(join(tmpdir(), 'fediscope-forge-'));
  const whole = makeWhole(join(root, 'o', 'r.git'));
  makeMany(join(root, 'o', 'many.git'));
  return { root, whole, manyTags, close: () => rmSync(root, { recursive: true, force: true }) };
}

type Git = (...args: readonly string[]) => string;

function bare(folder: string): Git {
  mkdirSync(folder, { recursive: true });
  const git: Git = (...args) =>
    execFileSync('git', ['--git-dir', folder, ...args], { env: environment })
      .toString()
      .trim();
  git('init', '--quiet', '--bare', '--initial-branch', 'main', folder);
  return git;
}

/** A commit with one more file each; git is given trees, so no work tree is needed. */
function commit(
  git: Git,
  folder: string,
  { text, parent }: { readonly text: string; readonly parent?: string },
): string {
  const file = join(folder, 'next.txt');
  writeFileSync(file, text);
  const blob = git('hash-object', '-w', file);
  const list = `100644 blob ${blob}\tLICENSE\n`;
  const tree = execFileSync('git', ['--git-dir', folder, 'mktree'], { env: environment, input: list })
    .toString()
    .trim();
  return git('commit-tree', tree, '-m', text.slice(0, 10), ...(parent === undefined ? [] : ['-p', parent]));
}

function makeWhole(folder: string): Repository {
  const git = bare(folder);
  const tagged = commit(git, folder, { text: agpl });
  const inHistory = commit(git, folder, { text: `${agpl}1`, parent: tagged });
  const tip = commit(git, folder, { text: `${agpl}2`, parent: inHistory });
  const loose = commit(git, folder, { text: `${agpl}3` });
  git('update-ref', 'refs/heads/main', tip);
  git('tag', 'v1.0.0', tagged);
  git('tag', '--annotate', '--message', 'second', 'v1.1.0+ours', tagged);
  git('update-server-info');
  return { tagged, tip, inHistory, loose, absent: 'ab'.repeat(20) };
}

/** Written as git packs them: a process a tag would take minutes. */
function makeMany(folder: string): void {
  const git = bare(folder);
  const tip = commit(git, folder, { text: 'many' });
  git('update-ref', 'refs/heads/main', tip);
  const names = Array.from({ length: manyTags }, (_, number) => `v0.${String(number).padStart(5, '0')}`);
  appendFileSync(join(folder, 'packed-refs'), '# pack-refs with: peeled fully-peeled sorted \n');
  appendFileSync(join(folder, 'packed-refs'), names.map((name) => `${tip} refs/tags/${name}\n`).join(''));
}
