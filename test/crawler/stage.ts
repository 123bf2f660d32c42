import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Crawler, type CrawlOptions } from '../../crawler/crawl.ts';
import type { NetOptions } from '../../crawler/net/net.ts';
import { recordOptOuts } from '../../crawler/opt-outs.ts';
import type { Observation } from '../../model/observation.ts';
import type { WatchedServer } from '../../model/server.ts';
import { openStore } from '../../store/open.ts';
import { openSpool } from '../../store/spool/spool.ts';
import type { Fediverse } from '../fediverse/fediverse.ts';
import { furnished } from '../store/furnished.ts';
import { hostNamed, keptLog, netTo, realClock } from '../visiting.ts';

export const minute = 60_000;
export const hour = 60 * minute;

/** A crawler over a real store and a real network, on a clock that a test moves. `spoolAgeMs`: what rows wait for the disk at most, unless they are asked for. */
export async function openStage(
  fediverse: Pick<Fediverse, 'connectTo' | 'caPem' | 'resolver' | 'monitorOrigin'>,
  { spoolAgeMs = 2 }: { readonly spoolAgeMs?: number } = {},
) {
  const directory = await furnished(await mkdtemp(join(tmpdir(), 'manners-')));
  const start = Date.now();
  let nowMs = start;
  const clock = { now: () => nowMs, elapsed: realClock().elapsed };
  const log = keptLog();
  const named = (name: string, role: WatchedServer['role']): WatchedServer => ({
    host: hostNamed(name),
    role,
    expect: {},
    watchedSince: new Date(start).toISOString(),
  });
  return {
    named,
    start,
    log,
    pass: (ms: number) => {
      nowMs += ms;
    },
    hoursSince: () => (nowMs - start) / hour,
    /** Opened again on the same directory, it is a restart. */
    crawl: async (
      servers: readonly WatchedServer[],
      options: Partial<CrawlOptions> = {},
      net: Partial<NetOptions> = {},
    ) => {
      const store = await openStore({ path: directory }, { log, clock });
      const spool = await openSpool(
        { directory: join(directory, 'spool'), maxAgeMs: spoolAgeMs },
        { sink: store, log, clock },
      );
      const tools = {
        net: netTo(fediverse, { clock, log, net }),
        clock,
        log,
        vantage: 'test',
        monitorOrigin: fediverse.monitorOrigin,
        store,
        spool,
      };
      const intervalMs = { hosted: hour, unproven: hour, peer: hour };
      const crawler = new Crawler(tools, { concurrency: 4, intervalMs, visitDeadlineMs: 20_000, ...options });
      await crawler.enrol(servers);
      const settle = async () => {
        await crawler.idle();
        await spool.drain();
      };
      return {
        crawler,
        store,
        optOut: (names: readonly string[]) => recordOptOuts(names.map(hostNamed), tools),
        /** Lets the slots that have begun be visited, and waits until all is stored. */
        turn: async () => {
          crawler.tick();
          await settle();
        },
        settle,
        /** Waits until what was written down so far is stored; visits go on. */
        spooled: () => spool.drain(),
        /** Leaves the directory to the next crawler, and what is under way to nobody: as near to a kill as one process comes. */
        abandon: async () => {
          await spool.close();
          await crawler.stop();
          await tools.net.close();
          await store.close();
        },
        rows: (name: string) => store.history(hostNamed(name), 1_000),
        close: async () => {
          await crawler.stop();
          await spool.close();
          await tools.net.close();
          await store.close();
        },
      };
    },
    end: () => rm(directory, { recursive: true }),
  };
}

export type Stage = Awaited<ReturnType<typeof openStage>>;

/** Moments of visits that asked or missed something, oldest first, each with the codes of its rows; `seen`: a row without failure. */
export function slotsOf(
  rows: readonly Observation[],
): readonly (readonly [at: string, codes: readonly string[]])[] {
  const slots = Map.groupBy(rows, ({ scheduledAt }) => scheduledAt);
  const sorted = [...slots].toSorted(([a], [b]) => a.localeCompare(b));
  return sorted.map(([at, all]) => [
    at,
    [...new Set(all.map(({ failure }) => failure?.code ?? 'seen'))].toSorted(),
  ]);
}
