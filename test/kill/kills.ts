import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import PQueue from 'p-queue';
import { describe, it } from 'vitest';
import { observationKey } from '../../model/observation-id.ts';
import type { Fediverse } from '../fediverse/fediverse.ts';
import { type Death, deathsOf } from './deaths.ts';
import { keepRowsApart, readLegacy } from './legacy.ts';
import { Mortal } from './mortal.ts';
import { startTown, town, writeConfiguration } from './town.ts';
import { type Legacy, violations } from './violations.ts';

/** This process can have one data directory open at a time, and two tests want one. */
const turns = new PQueue({ concurrency: 1 });

/** A data directory with the town it watches, and what its processes told, one after the other. */
interface House {
  readonly fediverse: Fediverse;
  readonly folder: string;
  readonly data: string;
  readonly config: string;
  readonly acknowledged: string[];
  readonly errors: string[];
  /** Aborted when the test is out of time. */
  readonly signal: AbortSignal;
}

async function openHouse(seed: number, signal: AbortSignal): Promise<House> {
  const fediverse = await startTown(`https://monitor-${seed}.fedi.test`);
  const folder = await mkdtemp(join(tmpdir(), 'fediscope-kill-'));
  const config = await writeConfiguration(fediverse, folder);
  return { fediverse, folder, data: join(folder, 'data'), config, acknowledged: [], errors: [], signal };
}

async function closeHouse({ fediverse, folder }: House): Promise<void> {
  await fediverse.close();
  await rm(folder, { recursive: true });
}

/** Runs a process while some work lasts, ends it with a signal, keeps what it told, and says how it ended. */
async function live(
  house: House,
  signal: 'SIGKILL' | 'SIGTERM',
  work: (mortal: Mortal) => Promise<void>,
): Promise<unknown> {
  const mortal = new Mortal(house.config, house.fediverse.monitorOrigin, house.signal);
  let ended: unknown;
  try {
    await work(mortal);
  } finally {
    ended = await mortal.end(signal);
    house.acknowledged.push(...mortal.acknowledged);
    house.errors.push(...mortal.errors);
  }
  return ended;
}

function die(house: House, { moment, times, afterMs }: Death): Promise<unknown> {
  return live(house, 'SIGKILL', async (mortal) => {
    await mortal.until(moment, times);
    if (afterMs >= 1) await pause(afterMs);
  });
}

/** The last question of a visit is how a browser sees the actor. */
function wasAskedThrough({ fediverse }: House, server: string, sinceMs: number): boolean {
  const requests = (town[server] ?? []).flatMap((host) => fediverse.requests(host));
  return requests.some(({ at, headers }) => at > sinceMs && headers['accept']?.startsWith('text/html'));
}

/** Lives until of every server a whole visit that began after the given moment was acknowledged, however slow the machine is. */
function liveOn(house: House, sinceMs: number): Promise<unknown> {
  const acknowledgedBefore = new Map<string, number>();
  const isSettled = ({ acknowledged }: Mortal, host: string) => {
    const own = acknowledged.filter((id) => observationKey(id)?.server === host).length;
    if (!acknowledgedBefore.has(host) && wasAskedThrough(house, host, sinceMs))
      acknowledgedBefore.set(host, own);
    return own > (acknowledgedBefore.get(host) ?? own);
  };
  return live(house, 'SIGTERM', (mortal) =>
    mortal.holds(
      () => Object.keys(town).filter((host) => !isSettled(mortal, host)).length === 0,
      'every server was visited',
    ),
  );
}

/** Kills process after process in one data directory, lets a last one live, and reads what is there. */
async function legacyOf(house: House, deaths: readonly Death[]) {
  const endings: unknown[] = [];
  for (const [index, death] of deaths.entries()) {
    endings.push(await die(house, death));
    if (index === 0) await turns.add(() => keepRowsApart(house.data));
  }
  const lastKillMs = Date.now();
  endings.push(await liveOn(house, lastKillMs));
  const { acknowledged } = house;
  const legacy = await turns.add(() => readLegacy(house.data, house.fediverse, { acknowledged, lastKillMs }));
  return { legacy, endings };
}

/** Servers of which a real visit was kept. */
function seen({ rows }: Legacy): readonly string[] {
  return [...new Set(rows.filter(({ answers }) => answers > 0).map(({ server }) => server))].toSorted();
}

/** Kills monitors in one data directory a seed, so many times in each phase. */
export function describeKills(seeds: readonly number[], { repeats }: { readonly repeats: number }): void {
  describe.concurrent('kill -9 of the whole monitor, again and again', () => {
    it.for(seeds)(
      'loses nothing that was acknowledged and doubles nothing, and every slot is seen or missed (seed %i)',
      { timeout: 240_000 },
      async (seed, { expect, signal }) => {
        const deaths = deathsOf(seed, repeats);
        const house = await openHouse(seed, signal);
        try {
          const { legacy, endings } = await legacyOf(house, deaths);

          expect(violations(legacy)).toEqual([]);
          expect(house.errors).toEqual([]);
          expect(endings).toEqual([...deaths.map(() => 'SIGKILL'), 0]);
          expect(seen(legacy)).toEqual(Object.keys(town).toSorted());
          expect(legacy.acknowledged.length).toBeGreaterThan(20 * deaths.length);
        } finally {
          await closeHouse(house);
        }
      },
    );
  });
}
