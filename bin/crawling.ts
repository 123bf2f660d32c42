import { changedCadence } from '../crawler/cadence.ts';
import { Crawler } from '../crawler/crawl.ts';
import { createNet } from '../crawler/net/create.ts';
import type { VisitTools } from '../crawler/visit.ts';
import { instant } from '../model/clock.ts';
import type { WatchedServer } from '../model/server.ts';
import type { Spool } from '../store/store.ts';
import { type Foundation, openSpoolOf } from './foundation.ts';
import { unlessStopped } from './interrupt.ts';
import { crawlNetOptions, type Patience } from './net-options.ts';
import { watchedServers } from './watched.ts';

/** A visit that outlasts this ends; the rest of it is `missed`. */
const visitDeadlineMs = 120_000;

/** A crawler with the network and the spool it works with. */
export interface Crawling {
  readonly crawler: Crawler;
  readonly spool: Spool;
  /** What its visits are made with. */
  readonly visits: VisitTools;
  readonly servers: readonly WatchedServer[];
  /** Ends the visits in flight and keeps what was seen. A second call waits for the first. */
  stop(): Promise<void>;
}

/** What may differ from the configuration: the servers, and how long visits wait. */
export interface CrawlingOptions {
  readonly servers?: readonly WatchedServer[];
  readonly patience?: Patience;
}

/** A crawler that knows its servers, by default those of the configuration, and has not begun. @throws {Interrupted} when told to stop before. */
export async function prepareCrawler(
  foundation: Foundation,
  { servers = configuredServers(foundation), patience }: CrawlingOptions = {},
): Promise<Crawling> {
  const { configuration, session, clock, log, store } = foundation;
  const { crawler: limits, monitor } = configuration;
  const net = createNet(crawlNetOptions(configuration, session.release, patience), { clock, log });
  const spool = await openSpoolOf(foundation);
  const visits = { net, clock, log, vantage: monitor.vantage, monitorOrigin: monitor.origin };
  const { concurrency, intervals: intervalMs } = limits;
  const cadence = changedCadence(limits.cadence);
  const crawler = new Crawler(
    { ...visits, store, spool },
    { concurrency, intervalMs, visitDeadlineMs, cadence },
  );
  const end = async (): Promise<void> => {
    // First, so that no visit waits for a disk or a store that is not there.
    spool.hurry();
    await crawler.stop();
    await spool.close();
    await net.close();
  };
  let ended: Promise<void> | undefined;
  const stop = (): Promise<void> => (ended ??= end());
  try {
    // What an earlier process left in the spool decides which slots are still owed.
    await unlessStopped(session.stop, spool.drain());
    await crawler.enrol(servers);
    // This is everyone: who was configured once and is not now must not stay on the pages.
    await store.retire(servers.map(({ host }) => host));
  } catch (error) {
    await stop();
    throw error;
  }
  return { crawler, spool, visits, servers, stop };
}

/** Visits every server once, now, whatever its slot; resolves when all it saw is in the store. @throws {Interrupted} when told to stop before. */
export async function crawlOnce({ crawler, spool, servers }: Crawling, stop: AbortSignal): Promise<void> {
  if (!stop.aborted) for (const { host } of servers) crawler.recheck(host);
  await unlessStopped(stop, crawler.idle());
  await unlessStopped(stop, spool.drain());
}

function configuredServers({ configuration, clock }: Foundation): readonly WatchedServer[] {
  return watchedServers(configuration, instant(clock.now()));
}
