import { Crawler } from '../crawler/crawl.ts';
import type { Discovery } from '../crawler/discovery/discovery.ts';
import { Forges } from '../crawler/forges/forges.ts';
import { createNet } from '../crawler/net/create.ts';
import { recordOptOuts } from '../crawler/opt-outs.ts';
import { changedCadence } from '../crawler/schedule/cadence.ts';
import type { VisitTools } from '../crawler/visit/visit.ts';
import { instant } from '../model/clock.ts';
import type { Host } from '../model/host.ts';
import type { WatchedServer } from '../model/server.ts';
import { type Meter, silentMeter } from '../model/telemetry.ts';
import type { Spool } from '../store/store.ts';
import { watchClockSync } from './clock-sync.ts';
import { type Discovering, discoveryOf, keepDiscovering } from './discovering.ts';
import { type Foundation, openSpoolOf } from './foundation.ts';
import { unlessStopped } from './interrupt.ts';
import { knowledgeOf } from './knowledge.ts';
import { crawlNetOptions, type Patience } from './net-options.ts';
import { controlHosts, optedOut, ownPaces, watchedServers } from './watched.ts';

const nobody: Promise<readonly WatchedServer[]> = Promise.resolve([]);

/** A visit that outlasts this ends; the rest of it is `missed`. */
const visitDeadlineMs = 120_000;
/** A stop that is shorter needs no line of its own. */
const worthTellingMs = 60_000;

/** A crawler with the network and the spool it works with. */
export interface Crawling {
  readonly crawler: Crawler;
  readonly spool: Spool;
  /** What its visits are made with. */
  readonly visits: VisitTools;
  readonly servers: readonly WatchedServer[];
  /** Absent: the configuration does not want peers to be found. */
  readonly discovery?: Discovery;
  /** Peers that were found by an earlier process. Absent: as `discovery`. */
  readonly earlier?: Promise<readonly WatchedServer[]>;
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
  { servers: named, patience }: CrawlingOptions = {},
): Promise<Crawling> {
  const { configuration, session, clock, log, store } = foundation;
  const servers = named ?? configuredServers(foundation);
  const clockSync = watchClockSync(clock);
  const { crawler: limits, monitor } = configuration;
  const meter = foundation.telemetry?.meter ?? silentMeter;
  const { software } = knowledgeOf(foundation);
  const waits = crawlNetOptions(configuration, session.release, patience);
  const net = createNet({ ...waits, software }, { clock, log, meter });
  const spool = await openSpoolOf(foundation);
  const { vantage, origin: monitorOrigin } = monitor;
  const base = { net, clock, log, vantage, monitorOrigin, software, meter };
  const watch = (found: readonly WatchedServer[]) => crawler.enrol(found);
  const unwatch = (hosts: readonly Host[]) => crawler.dismiss(hosts);
  const finding = { net, clock, log, store, meter, watch, unwatch, stop: session.stop };
  const discovery = discoveryOf(configuration, finding);
  const hosted = servers.flatMap(({ host, role }) => (role === 'hosted' ? [host] : []));
  const witness = () => ({ monitorVersion: session.release.version, clockSync: clockSync() });
  const forges = new Forges({ net, clock, log, store });
  const candidates = discovery !== undefined && { candidates: discovery };
  const visits = { ...base, hosted, witness, forges, ...candidates };
  const { concurrency, hostedConcurrency, startsPerSecond, intervals: intervalMs } = limits;
  const lanes = { concurrency, hostedConcurrency, startsPerSecond };
  // Servers that are named by hand are the controls too: the demo's are in no configuration.
  const control = named === undefined ? { control: controlHosts(configuration) } : {};
  const times = { intervalMs, cadence: changedCadence(limits.cadence), paces: ownPaces(configuration) };
  const crawler: Crawler = new Crawler(
    { ...visits, store, spool },
    { ...lanes, ...times, visitDeadlineMs, ...control },
  );
  observe(meter, crawler, spool);
  let looking: Discovering | undefined;
  const end = async (): Promise<void> => {
    // First, so that no visit waits for a disk or a store that is not there.
    spool.hurry();
    await looking?.end();
    await crawler.stop();
    await forges.stop();
    await spool.close();
    await net.close();
  };
  let ended: Promise<void> | undefined;
  const stop = (): Promise<void> => (ended ??= end());
  try {
    // What an earlier process left in the spool decides which slots are still owed.
    await unlessStopped(session.stop, spool.drain());
    await crawler.enrol(servers);
    tellWhereWeAre(crawler, foundation);
    await store.retire([...(await staying(foundation, named)), ...optedOut(configuration)]);
    await recordOptOuts(optedOut(configuration), { store, spool, clock, vantage: monitor.vantage });
  } catch (error) {
    await stop();
    throw error;
  }
  const crawling = { crawler, spool, visits, servers, stop };
  if (discovery === undefined) return crawling;
  discovery.skip(servers);
  looking = keepDiscovering(discovery, { log });
  return { ...crawling, discovery, earlier: looking.earlier };
}

/** Everyone whom some crawler of this configuration watches: who was configured once and is not now must not stay on the pages. */
async function staying(
  { configuration, store, clock }: Foundation,
  named: readonly WatchedServer[] | undefined,
): Promise<readonly Host[]> {
  const whole = { ...configuration, crawler: { ...configuration.crawler, shard: '0/1' } };
  const everyone = named ?? watchedServers(whole, instant(clock.now()));
  // A found peer is in no configuration.
  const found = configuration.peers.discover
    ? (await store.servers()).filter(({ role }) => role === 'peer')
    : [];
  return [...everyone, ...found].map(({ host }) => host);
}

/** Visits every server once, now, whatever its slot; resolves when all it saw is in the store. @throws {Interrupted} when told to stop before. */
export async function crawlOnce(
  { crawler, spool, servers, discovery, earlier = nobody }: Crawling,
  stop: AbortSignal,
): Promise<void> {
  const all = [...servers, ...(await earlier)];
  if (!stop.aborted) for (const { host } of all) crawler.recheck(host);
  await unlessStopped(stop, crawler.idle());
  await unlessStopped(stop, spool.drain());
  await discovery?.step();
}

function observe(meter: Meter, crawler: Crawler, spool: Spool): void {
  meter.observe('servers', () => crawler.progress().servers);
  meter.observe('visits_in_flight', () => crawler.progress().inFlight);
  meter.observe('visits_waiting', () => crawler.progress().waiting);
  meter.observe('schedule_behind_seconds', () => crawler.progress().behindMs / 1_000);
  meter.observe('spool_segments', () => spool.depth().segments);
  meter.observe('spool_bytes', () => spool.depth().bytes);
}

/** Slots that passed since the watermark become rows as soon as the crawl begins. */
function tellWhereWeAre(crawler: Crawler, { log }: Foundation): void {
  const { servers, watermarkMs, behindMs } = crawler.progress();
  if (behindMs < worthTellingMs) return;
  const behindSeconds = Math.round(behindMs / 1_000);
  log.info('schedule taken up', { servers, watermark: instant(watermarkMs), behindSeconds });
}

function configuredServers({ configuration, clock }: Foundation): readonly WatchedServer[] {
  return watchedServers(configuration, instant(clock.now()));
}
