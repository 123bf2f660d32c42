import {
  type Dirent,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { inject } from 'vitest';
import { openEmbedded } from '../../store/engine/embedded.ts';
import type { Engine } from '../../store/engine/engine.ts';
import { knownMigrations, migrate } from '../../store/migrations.ts';
import { openScratchStore } from '../../store/scratch.ts';
import { clock, keptLog } from './examples.ts';
import { temporaryDirectory } from './temporary.ts';

/**
 * Puts an empty store with today's schema into a directory, as if one had been opened and closed there, and gives the directory. It is a copy: to
 * make the schema takes the engine eight times as long as to open a store that has it. Tests of the making begin with an empty directory.
 */
export async function furnished(directory: string): Promise<string> {
  return copied('store', directory);
}

/** As `temporaryDirectory`, with an empty store in it. */
export async function storeDirectory(): Promise<string> {
  return furnished(await temporaryDirectory());
}

/** The same for a scratch store, whose tables are made for stories. */
export async function scratchDirectory(): Promise<string> {
  return copied('scratch', await temporaryDirectory());
}

/** The stores that are copied, and who makes each in a directory. */
const makers = { store: makeStore, scratch: makeScratch } as const;
type Kind = keyof typeof makers;

/** What a directory has, folders before what is in them; in memory, because to write a hundred small files is quicker than to copy them. */
type Files = readonly { readonly path: string; readonly write: (to: string) => void }[];

const patterns = new Map<Kind, Promise<Files>>();

async function copied(kind: Kind, directory: string): Promise<string> {
  const pattern = patterns.get(kind) ?? makePattern(kind).then((made) => filesIn(made));
  patterns.set(kind, pattern);
  mkdirSync(directory, { recursive: true });
  for (const { path, write } of await pattern) write(join(directory, path));
  return directory;
}

function filesIn(directory: string, below = ''): Files {
  return readdirSync(join(directory, below), { withFileTypes: true }).flatMap((entry) => {
    const path = join(below, entry.name);
    const one = { path, write: writerOf(entry, join(directory, path)) };
    return entry.isDirectory() ? [one, ...filesIn(directory, path)] : [one];
  });
}

function writerOf(entry: Dirent, from: string): (to: string) => void {
  if (entry.isDirectory()) return (to) => mkdirSync(to);
  if (entry.isSymbolicLink()) {
    const target = readlinkSync(from);
    return (to) => symlinkSync(target, to);
  }
  const bytes = readFileSync(from);
  return (to) => writeFileSync(to, bytes);
}

/** An empty store that nobody opens again. Whoever comes first makes it for the whole run; no store of this process may be open then. */
async function makePattern(kind: Kind): Promise<string> {
  const whole = join(inject('workshop'), kind);
  if (existsSync(whole)) return whole;
  const own = `${whole}-${process.pid}`;
  await makers[kind](own);
  // Another process may have been quicker.
  await rename(own, whole).catch(() => rm(own, { recursive: true }));
  return whole;
}

async function makeStore(path: string): Promise<void> {
  const engine = await openEmbedded(path);
  await migrate(engine, knownMigrations(), { log: keptLog(), clock, dialect: {} });
  await tidy(engine);
  await engine.close();
}

async function makeScratch(path: string): Promise<void> {
  await furnished(path);
  const store = await openScratchStore(path, { log: keptLog(), clock });
  await store.close();
}

/** Every step of the schema left a part of the journal, and merges more: two thirds of all files. One part says the same. */
async function tidy(engine: Engine): Promise<void> {
  await engine.command('CREATE TABLE tidy AS schema_migrations');
  await engine.command('INSERT INTO tidy SELECT * FROM schema_migrations FINAL');
  await engine.command('EXCHANGE TABLES tidy AND schema_migrations');
  await engine.command('DROP TABLE tidy SYNC');
}
