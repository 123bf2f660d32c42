import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { Crawler, type CrawlOptions } from '../../crawler/crawl.ts';
import { visitProbes } from '../../crawler/probes/index.ts';
import type { Clock } from '../../model/clock.ts';
import type { Observation } from '../../model/observation.ts';
import type { WatchedServer } from '../../model/server.ts';
import { openStore } from '../../store/open.ts';
import { openSpool } from '../../store/spool/spool.ts';
import { type Cast, type Fediverse, startFediverse } from '../fediverse/fediverse.ts';
import { furnished } from '../store/furnished.ts';
import { hostNamed, keptLog, netTo, realClock } from '../visiting.ts';

const minute = 60_000;
const start = Date.now();
/** Accepts connections and never says a word. */
const silent: Cast = {
  host: 'silent.fedi.test',
  software: 'mastodon',
  broken: 'connection-silent',
  role: 'peer',
};
/** Questions that need nobody's consent, sorted. */
const ofEveryone = visitProbes
  .flatMap(({ id, consent = 'peer' }) => (consent === 'peer' ? [id] : []))
  .toSorted();
const options: CrawlOptions = {
  concurrency: 4,
  intervalMs: { hosted: minute, unproven: minute, peer: minute },
  visitDeadlineMs: 20_000,
};

let fediverse: Fediverse;
let directory: string;
let nowMs: number;
const clock: Clock = { now: () => nowMs, elapsed: realClock().elapsed };

beforeAll(async () => {
  fediverse = await startFediverse({ only: ['mastodon.fedi.test', 'unproven.fedi.test'], extra: [silent] });
});

afterAll(() => fediverse.close());

beforeEach(async () => {
  nowMs = start;
  directory = await furnished(await mkdtemp(join(tmpdir(), 'crawl-')));
});

afterEach(async () => {
  await rm(directory, { recursive: true });
});

/** A crawler over a real store, and how to end it; opened again on the same directory, it is a restart. */
async function aCrawler(servers: readonly WatchedServer[], changed: Partial<CrawlOptions> = {}) {
  const log = keptLog();
  const store = await openStore({ path: directory }, { log, clock });
  const spool = await openSpool(
    { directory: join(directory, 'spool'), maxAgeMs: 2 },
    { sink: store, log, clock },
  );
  const net = netTo(fediverse, { clock, log });
  const tools = { net, clock, log, vantage: 'test', monitorOrigin: fediverse.monitorOrigin, store, spool };
  const crawler = new Crawler(tools, { ...options, ...changed });
  await crawler.enrol(servers);
  return {
    crawler,
    store,
    settle: async () => {
      await crawler.idle();
      await spool.drain();
    },
    stored: () => spool.drain(),
    close: async () => {
      await crawler.stop();
      await spool.close();
      await net.close();
      await store.close();
    },
  };
}

function aServer(host: string, role: WatchedServer['role']): WatchedServer {
  return { host: hostNamed(host), role, expect: {}, watchedSince: new Date(start).toISOString() };
}

function bySlot(observations: readonly Observation[]): readonly (readonly [string, string])[] {
  const slots = Map.groupBy(observations, ({ scheduledAt }) => scheduledAt);
  return [...slots].map(([at, rows]) => [
    at,
    // The stock robots.txt of Mastodon keeps crawlers from its block list.
    [
      ...new Set(
        rows.flatMap(({ failure, probe }) =>
          probe === 'policies' && failure?.code === 'robots-disallowed' ? [] : [failure?.code ?? 'seen'],
        ),
      ),
    ].join(),
  ]);
}

describe('a crawler', () => {
  test('asks for proof first: a server that gives it is hosted, one that does not gets peer manners', async () => {
    const servers = [aServer('mastodon.fedi.test', 'hosted'), aServer('unproven.fedi.test', 'hosted')];
    const { crawler, store, settle, close } = await aCrawler(servers);

    crawler.tick();
    await settle();

    expect((await store.servers()).map(({ host, consent }) => [host, consent])).toEqual([
      ['mastodon.fedi.test', 'hosted'],
      ['unproven.fedi.test', 'unproven'],
    ]);
    await close();
  });

  test('visits a slot once, and writes down the slots that passed while it was not running', async () => {
    const server = aServer('mastodon.fedi.test', 'peer');
    const first = await aCrawler([server]);
    first.crawler.tick();
    await first.settle();
    first.crawler.tick();
    await first.settle();
    expect(first.crawler.progress().visited).toBe(1);
    await first.close();

    nowMs = start + 4 * minute;
    const second = await aCrawler([{ ...server, watchedSince: new Date(nowMs).toISOString() }]);
    second.crawler.tick();
    await second.settle();

    const slots = bySlot(await second.store.history(server.host, 100)).toReversed();
    expect(slots.map(([, what]) => what)).toEqual([
      'seen',
      'monitor-down',
      'monitor-down',
      'monitor-down',
      'seen',
    ]);
    expect(slots[0]?.[0]).toBe(server.watchedSince);
    await second.close();
  });

  test('writes down what it did not get to when it stops', async () => {
    const server = aServer('silent.fedi.test', 'peer');
    const { crawler, store, settle, close } = await aCrawler([server]);

    crawler.tick();
    await vi.waitUntil(() => crawler.progress().inFlight === 1);
    await crawler.stop();
    await settle();

    const rows = await store.history(server.host, 100);
    expect(rows.find(({ probe }) => probe === 'actor')).toMatchObject({
      outcome: 'missed',
      failure: { code: 'shutting-down' },
    });
    await close();
  });

  test('ends a visit that takes too long, and says so', async () => {
    const server = aServer('silent.fedi.test', 'peer');
    const { crawler, store, settle, close } = await aCrawler([server], { visitDeadlineMs: 200 });

    crawler.tick();
    await settle();

    const rows = await store.history(server.host, 100);
    expect(rows.find(({ probe }) => probe === 'actor')).toMatchObject({
      outcome: 'missed',
      failure: { code: 'visit-deadline' },
    });
    await close();
  });

  test('writes no slot before an earlier one of the same server, which a kill in between would hide', async () => {
    const server = aServer('silent.fedi.test', 'peer');
    const { crawler, store, stored, settle, close } = await aCrawler([server], { visitDeadlineMs: 2_000 });

    crawler.tick();
    nowMs = start + 2 * minute;
    crawler.tick();
    expect(crawler.progress().inFlight).toBe(1);
    await stored();
    expect(await store.lastScheduled('test')).toEqual([]);
    await settle();

    const rows = await store.history(server.host, 100);
    const slots = bySlot(rows).toReversed();
    expect(slots.map(([, what]) => what)).toEqual(['visit-deadline,seen', 'monitor-down', 'overrun']);
    expect(rows[0]?.failure).toMatchObject({ detail: 'the visit before it was still under way' });
    await close();
  });

  test('asks in a slot what is due, and everything when a person asks', async () => {
    const server = aServer('mastodon.fedi.test', 'peer');
    const { crawler, store, settle, close } = await aCrawler([server]);
    const probesAt = async (at: number) => {
      const rows = await store.history(server.host, 200);
      return rows.filter(({ scheduledAt }) => Date.parse(scheduledAt) === at).map(({ probe }) => probe);
    };
    const newest = async () => Date.parse((await store.history(server.host, 1))[0]?.scheduledAt ?? '');
    crawler.tick();
    await settle();
    expect((await probesAt(start)).toSorted()).toEqual(ofEveryone);

    nowMs = start + 2 * minute;
    crawler.tick();
    await settle();
    expect((await probesAt(await newest())).toSorted()).toEqual([
      'actor',
      'addresses',
      'dns',
      'tls',
      'webfinger',
    ]);

    nowMs += 1;
    crawler.recheck(server.host);
    await settle();
    expect((await probesAt(nowMs)).toSorted()).toEqual(ofEveryone);
    await close();
  });

  test('looks again at once when a person asks, unless it is looking already', async () => {
    const server = aServer('mastodon.fedi.test', 'peer');
    const { crawler, settle, close } = await aCrawler([server]);
    crawler.tick();
    await settle();

    expect(crawler.recheck(hostNamed('stranger.fedi.test'))).toBe('unknown');
    expect(crawler.recheck(server.host)).toBe('queued');
    expect(crawler.recheck(server.host)).toBe('already-running');
    await settle();

    expect(crawler.progress().visited).toBe(2);
    await close();
  });
});
