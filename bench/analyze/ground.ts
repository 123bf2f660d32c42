import { mkdtemp, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { systemClock } from '../../bin/clock.ts';
import { jsonLog } from '../../bin/log.ts';
import { visit } from '../../crawler/visit/visit.ts';
import { instant } from '../../model/clock.ts';
import type { Log } from '../../model/log.ts';
import { openEmbedded } from '../../store/engine/embedded.ts';
import { type Engine, jsonLines } from '../../store/engine/engine.ts';
import { knownMigrations, migrate } from '../../store/migrations.ts';
import { observationColumns, observationRow } from '../../store/observation-row.ts';
import { storeOver } from '../../store/open.ts';
import type { Store } from '../../store/store.ts';
import { startFediverse } from '../../test/fediverse/fediverse.ts';
import { healthy } from '../../test/scenarios/healthy.ts';
import { visitTools, watched } from '../../test/visiting.ts';

/** A store of its own to measure in, and its engine. */
export interface Ground {
  readonly engine: Engine;
  readonly store: Store;
  readonly log: Log;
}

/** Twice what a row takes at most, with merges on the way: bytes. */
const bytesPerRow = 400;

/** Opens an empty store around some work and frees its disk after. `closed`: goes on from what came of the work when nobody has the store open any more. @throws {Error} when there is no room for so many rows. */
export async function onGround<T>(
  rows: number,
  work: (ground: Ground) => Promise<T>,
  closed: (path: string, made: T) => Promise<T> = async (_, made) => made,
): Promise<T> {
  const { bavail, bsize } = await statfs(tmpdir());
  const needed = rows * bytesPerRow + 2 ** 30;
  if (bavail * bsize < needed)
    throw new Error(
      `${rows} rows may take ${Math.ceil(needed / 2 ** 30)} GiB in ${tmpdir()}, and there is less`,
    );
  const path = await mkdtemp(join(tmpdir(), 'fediscope-bench-'));
  const log = jsonLog({
    level: 'warn',
    clock: systemClock,
    write: (line) => void process.stderr.write(line),
  });
  try {
    return await closed(path, await inStore(path, log, work));
  } finally {
    // The engine may still be putting files away.
    await rm(path, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function inStore<T>(path: string, log: Log, work: (ground: Ground) => Promise<T>): Promise<T> {
  const engine = await openEmbedded(path);
  try {
    await migrate(engine, knownMigrations(), { log, clock: systemClock, dialect: {} });
    return await work({ engine, store: storeOver(engine, systemClock), log });
  } finally {
    await engine.close();
  }
}

/** The hosts that were recorded, in the order of their numbers in `recorded`. */
export type RecordedHosts = readonly string[];

/** Visits every healthy server of the test fediverse once and keeps what was seen in the table `recorded`. */
export async function record({ engine }: Ground): Promise<RecordedHosts> {
  const fediverse = await startFediverse({ only: healthy.map(({ host }) => host) });
  await engine.command('CREATE TABLE recorded AS observations ENGINE = Memory');
  try {
    for (const scenario of healthy) {
      const tools = visitTools(fediverse);
      const server = watched(scenario, instant(tools.clock.now()));
      const order = { server, consent: 'hosted', scheduledAt: server.watchedSince } as const;
      const { observations } = await visit({ ...order, signal: new AbortController().signal }, tools);
      await tools.net.close();
      const body = jsonLines(observations.map(observationRow));
      await engine.insert({ table: 'recorded', columns: observationColumns, body });
    }
  } finally {
    await fediverse.close();
  }
  return healthy.map(({ host }) => host);
}

/** How often is looked whether the engine tidies, and for how long at most. */
const tidying = { everyMs: 500, mostWaits: 240 } as const;

/** Resolves when the engine has put its files together, which is a part of writing and not of what is measured after it. */
export async function tidied(engine: Engine): Promise<void> {
  const merging = () => engine.rows({ sql: 'SELECT 1 FROM system.merges LIMIT 1' });
  for (let waits = 0; waits < tidying.mostWaits && (await merging()).length > 0; waits += 1)
    await pause(tidying.everyMs);
}

/** Milliseconds of CPU that this process spends on some work, on all its threads: others on the machine change little in it. */
export async function took(work: () => Promise<unknown>): Promise<number> {
  const start = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1_000;
}
