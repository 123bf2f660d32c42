import { readFile, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createClient } from '@clickhouse/client';
import PQueue from 'p-queue';
import { makeDirectory } from './directory.ts';
import {
  clientOptions,
  type Engine,
  engineOver,
  type GuardedSettings,
  guardedSettings,
  type Lane,
  type OutputForm,
} from './engine.ts';
import { insertRaw } from './raw-insert.ts';
import { StoreUnavailable, saying } from './unavailable.ts';

/**
 * ClickHouse in this process, with its files under `<path>/clickhouse`. One process owns a directory; one directory per process.
 * Each waiting statement blocks a thread of the libuv pool, which DNS and files share: the composition root sets `UV_THREADPOOL_SIZE=16`
 * before anything uses the pool. `guarding`: what bounds the statements of others.
 * @throws {StoreUnavailable} `locked`, `unwritable`, `unsupported-platform`, `broken`.
 */
export async function openEmbedded(
  path: string,
  guarding: GuardedSettings = guardedSettings,
): Promise<Engine> {
  const directory = await writableDirectory(join(path, 'clickhouse'));
  await refuseLocked(path, directory);
  const chdb = await loadEngine();
  const bounds = bounded(chdb, { path, directory });
  const light = connect(chdb, { path, directory });
  const heavy = connect(chdb, { path, directory });
  const guarded = connect(chdb, { path, directory });
  const { clickhouse_settings: own } = clientOptions;
  await Promise.all([settle(light, own), settle(heavy, own), settle(guarded, guarding)]).catch(
    (error: unknown) => {
      throw notOpened(path, error);
    },
  );
  const clients = clientLanes((form) => {
    const lane = connect(chdb, { path, directory });
    return settle(lane, { ...guarding, prefer_column_name_to_alias: '0', ...form }).then(() => lane);
  });
  const tidying = setInterval(() => void heavy.queue(() => giveBack(heavy)), tidyMs).unref();
  return engineOver('embedded', {
    light,
    heavy,
    guarded,
    clients: clients.lane,
    close: async () => {
      clearInterval(tidying);
      for (const lane of [light, heavy, guarded, ...(await clients.all())])
        await lane.queue(() => lane.client.close());
      bounds.close();
      await chdb.drainPending();
    },
  });
}

/**
 * What the engine as a whole may take. By itself it takes nine tenths of the machine, and caches of 5 GB each. The first connection to a directory
 * decides; later ones share it.
 */
const engineBounds = {
  max_server_memory_usage: 1_073_741_824,
  merges_mutations_memory_usage_soft_limit: 100_663_296,
  mark_cache_size: 67_108_864,
  primary_index_cache_size: 67_108_864,
  index_mark_cache_size: 16_777_216,
  query_condition_cache_size: 8_388_608,
  // Merges wait for whoever asks, inserts or answers: in this process that is the event loop too, whose delay falsifies what we measure.
  os_threads_nice_value_merge_mutate: 5,
} as const;

/** Holds the bounds for as long as it is open. */
function bounded(chdb: Chdb, { path, directory }: Place): { close(): unknown } {
  const connectionArgs = Object.entries(engineBounds).map(([name, value]) => `--${name}=${value}`);
  try {
    return new chdb.Session(directory, { connectionArgs });
  } catch (error) {
    throw notOpened(path, error);
  }
}

/** How often memory that the engine has freed goes back to the system. Merges free much; kept, it was 280 MB after 150 large inserts. */
const tidyMs = 20_000;

/** A failure leaves things as they were. */
async function giveBack({ client }: Lane): Promise<void> {
  await client.command({ query: 'SYSTEM JEMALLOC PURGE' }).catch(() => {});
}

type Injected = NonNullable<NonNullable<Parameters<typeof createClient>[0]>['connection']>;

type Chdb = Pick<typeof import('chdb/connection'), 'createChdbConnection'> & {
  drainPending(): Promise<void>;
  readonly Session: new (
    path: string,
    options: { readonly connectionArgs: string[] },
  ) => { close(): unknown };
};

async function loadEngine(): Promise<Chdb> {
  try {
    const { createChdbConnection } = await import('chdb/connection');
    const { drainPending, Session } = await import('chdb');
    return { createChdbConnection, drainPending, Session };
  } catch (error) {
    const here = `${process.platform} ${process.arch}`;
    throw new StoreUnavailable(
      'unsupported-platform',
      `the embedded store does not run on ${here} (it needs Linux with glibc or macOS, x64 or arm64): use a ClickHouse server with --url (${saying(error)})`,
      { cause: error },
    );
  }
}

interface Place {
  readonly path: string;
  readonly directory: string;
}

/** Several connections in one process run side by side; statements of one run in turn, here rather than in the thread pool. */
function connect(chdb: Chdb, { path, directory }: Place): Lane {
  const turns = new PQueue({ concurrency: 1 });
  try {
    // The same interface, declared twice: the client carries its own copy of the package that chdb takes its types from.
    const own = chdb.createChdbConnection({ path: directory });
    const connection = own as unknown as Injected;
    const client = createClient({ connection, log: clientOptions.log });
    return { client, queue: (work) => turns.add(work), insert: (insert) => insertRaw(own.chdb, insert) };
  } catch (error) {
    throw notOpened(path, error);
  }
}

/** Settings stay with an embedded connection, so there is one for each way of writing values, opened when it is asked for. They take turns: each may take all the memory there is. */
function clientLanes(open: (form: OutputForm) => Promise<Lane>) {
  const turns = new PQueue({ concurrency: 1 });
  const lanes = new Map<string, Promise<Lane>>();
  return {
    lane: async (form: OutputForm): Promise<Lane> => {
      const key = JSON.stringify(form);
      const lane = lanes.get(key) ?? open(form);
      lanes.set(key, lane);
      const { client } = await lane;
      return { client, queue: (work) => turns.add(work) };
    },
    all: async () =>
      (await Promise.allSettled(lanes.values())).flatMap((lane) =>
        lane.status === 'fulfilled' ? [lane.value] : [],
      ),
  };
}

/**
 * Settings stay with an embedded connection: they are set once, before `readonly` closes the door. A client that is given them sets each of them again in front
 * of every statement, which takes longer than most statements of ours. All in one statement: a store is opened a sixth quicker.
 */
async function settle({ client, queue }: Lane, settings: Settings): Promise<void> {
  const all = Object.entries(settings).map(([name, value]) => `${name} = '${value}'`);
  await queue(() => client.command({ query: `SET ${all.join(', ')}` }));
}

type Settings = Readonly<Record<string, string | number>>;

function notOpened(path: string, error: unknown): StoreUnavailable {
  const text = saying(error);
  // The engine prints "Cannot lock file" and tells its caller only this much; that the directory is writable was tried before.
  if (text.includes('Failed to create connection') || text.includes('Cannot lock file'))
    return locked(path, error);
  return new StoreUnavailable('broken', `the store in ${path} could not be opened: ${text}`, {
    cause: error,
  });
}

function locked(path: string, cause?: unknown): StoreUnavailable {
  return new StoreUnavailable(
    'locked',
    `the data directory ${path} is in use by another process: stop it, or ask it over HTTP with --url`,
    { cause },
  );
}

async function writableDirectory(directory: string): Promise<string> {
  try {
    await makeDirectory(directory);
    const trial = join(directory, `.trial-${process.pid}`);
    await writeFile(trial, 'x');
    await rm(trial);
    return await realpath(directory);
  } catch (error) {
    throw new StoreUnavailable(
      'unwritable',
      `the data directory ${directory} cannot be written (${saying(error)}): free space, change its owner, or choose another with store.path`,
      { cause: error },
    );
  }
}

/** Linux lists who holds which lock: asking there first keeps the engine from printing on standard error. Elsewhere the engine itself refuses. */
async function refuseLocked(path: string, directory: string): Promise<void> {
  const held = await readFile('/proc/locks', 'utf8').catch(() => '');
  const status = await stat(join(directory, 'status')).catch(() => undefined);
  if (status === undefined) return;
  const lock = new RegExp(` (\\d+) ${deviceOf(status.dev)}:${status.ino} `);
  const holders = held.split('\n').map((line) => lock.exec(line)?.[1]);
  if (holders.some((pid) => pid !== undefined && Number(pid) !== process.pid)) throw locked(path);
}

/** A device as the kernel writes it there: major and minor in hex. Source: Linux, `fs/locks.c` and `new_encode_dev`. */
function deviceOf(dev: number): string {
  const major = (dev >> 8) & 0xfff;
  const minor = (dev & 0xff) | ((dev >> 12) & 0xfff00);
  return [major, minor].map((part) => part.toString(16).padStart(2, '0')).join(':');
}
