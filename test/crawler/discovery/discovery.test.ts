import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Crawler } from '../../../crawler/crawl.ts';
import { blockListReader } from '../../../crawler/discovery/block-lists.ts';
import {
  Discovery,
  type DiscoveryOptions,
  type DiscoveryTools,
} from '../../../crawler/discovery/discovery.ts';
import { NameSet } from '../../../crawler/net/names/name-set.ts';
import { isInShard, shardOf } from '../../../crawler/shard.ts';
import type { Host } from '../../../model/host.ts';
import type { WatchedServer } from '../../../model/server.ts';
import { openStore } from '../../../store/open.ts';
import { openSpool } from '../../../store/spool/spool.ts';
import { type Cast, type Fediverse, startFediverse } from '../../fediverse/fediverse.ts';
import { furnished } from '../../store/furnished.ts';
import { hostNamed, keptLog, netTo, realClock } from '../../visiting.ts';

const minute = 60_000;
const cast = (host: string, knows?: readonly string[]): Cast => ({
  host: `${host}.fedi.test`,
  software: 'mastodon',
  role: 'peer',
  ...(knows !== undefined && { knows }),
});
const extra = [
  cast('seed', ['found.fedi.test', 'bad.fedi.test', 'gone.test', 'off.fedi.test', 'seed.fedi.test']),
  cast('found', ['further.fedi.test']),
  cast('further'),
  cast('bad'),
  cast('lists', ['bad.fedi.test']),
];
const clock = realClock();
const nobody = async () => new NameSet([]);

let fediverse: Fediverse;
let directory: string;

beforeAll(async () => {
  fediverse = await startFediverse({ only: [], extra });
});
afterAll(() => fediverse.close());
beforeEach(async () => {
  directory = await furnished(await mkdtemp(join(tmpdir(), 'discovery-')));
});
afterEach(() => rm(directory, { recursive: true }));

function peer(host: string): WatchedServer {
  return { host: hostNamed(host), role: 'peer', expect: {}, watchedSince: new Date().toISOString() };
}

interface Changed extends Partial<Omit<DiscoveryOptions, 'pool'>> {
  readonly blocked?: DiscoveryTools['blocked'];
}

/** A crawler that finds peers, over a real store; opened again on the same directory, it is a restart. */
async function aCrawler({ blocked = nobody, limit = 10, shard = { index: 0, count: 1 } }: Changed = {}) {
  const log = keptLog();
  const store = await openStore({ path: directory }, { log, clock });
  const spool = await openSpool(
    { directory: join(directory, 'spool'), maxAgeMs: 2 },
    { sink: store, log, clock },
  );
  const net = netTo(fediverse, { clock, log });
  const isLab = (host: string) => host.endsWith('.fedi.test');
  const pool = { capacity: 100, perDomain: 10, excluded: new NameSet(['off.fedi.test']), isLab };
  const watch = (found: readonly WatchedServer[]) => crawler.enrol(found);
  const unwatch = (hosts: readonly Host[]) => crawler.dismiss(hosts);
  const tools = { store, clock, log, blocked, watch, unwatch };
  const discovery = new Discovery({ limit, shard, pool }, tools);
  const base = { net, clock, log, vantage: 'test', monitorOrigin: fediverse.monitorOrigin };
  const crawler: Crawler = new Crawler(
    { ...base, candidates: discovery, store, spool },
    {
      concurrency: 4,
      intervalMs: { hosted: minute, unproven: minute, peer: minute },
      visitDeadlineMs: 20_000,
    },
  );
  return {
    crawler,
    discovery,
    store,
    log,
    pass: async () => {
      crawler.tick();
      await crawler.idle();
      return (await discovery.step()).map(({ host }) => host);
    },
    close: async () => {
      await crawler.stop();
      await spool.close();
      await net.close();
      await store.close();
    },
  };
}

describe('discovery', () => {
  test('watches what watched servers name, step by step, and says what it refused', async () => {
    const { crawler, discovery, log, pass, close } = await aCrawler();
    await crawler.enrol([peer('seed.fedi.test')]);
    discovery.skip([peer('seed.fedi.test')]);

    const found = [await pass(), await pass(), await pass()];

    expect(found).toEqual([['found.fedi.test', 'bad.fedi.test'], ['further.fedi.test'], []]);
    expect(discovery.standing().refused).toEqual(
      new Map([
        ['reserved-name', 1],
        ['excluded', 1],
      ]),
    );
    expect(log.lines.find(({ message }) => message === 'peers discovered')?.fields).toEqual({
      found: 2,
      waiting: 0,
      watched: 3,
      limit: 10,
      refused: { 'reserved-name': 1, excluded: 1 },
    });
    await close();
  });

  test('ends at the limit, and takes up after a restart what it had found', async () => {
    const first = await aCrawler({ limit: 2 });
    await first.crawler.enrol([peer('seed.fedi.test')]);
    first.discovery.skip([peer('seed.fedi.test')]);
    const found = [await first.pass(), await first.pass()];
    const { refused, waiting } = first.discovery.standing();
    await first.close();

    const second = await aCrawler({ limit: 2 });
    const again = await second.discovery.step();

    expect(found).toEqual([['found.fedi.test'], []]);
    expect([waiting, refused.get('limit-reached')]).toEqual([1, 1]);
    expect(again.map(({ host }) => host)).toEqual(['found.fedi.test', 'seed.fedi.test']);
    expect(second.crawler.progress().servers).toBe(2);
    await second.close();
  });

  test('gives the place of a peer that did not answer in thirty days to another, and watches on', async () => {
    const { crawler, discovery, store, pass, close } = await aCrawler({ limit: 2 });
    const monthAgo = new Date(clock.now() - 31 * 86_400_000).toISOString();
    const ghost = { ...peer('ghost.fedi.test'), watchedSince: monthAgo };
    await crawler.enrol([peer('seed.fedi.test')]);
    await store.enrol([ghost]);
    discovery.skip([peer('seed.fedi.test'), ghost]);

    expect(await pass()).toEqual(['found.fedi.test']);
    expect((await store.servers()).map(({ host }) => host)).toContain(ghost.host);
    await close();
  });

  test('takes nobody before every block list was read, and nobody whom a list names', async () => {
    const log = keptLog();
    const net = netTo(fediverse, { clock, log });
    const { signal: stop } = new AbortController();
    const list = 'https://lists.fedi.test/api/v1/instance/peers';
    const read = blockListReader([list], { net, clock, log, stop });
    const unread = blockListReader([list, 'https://lists.fedi.test/none'], { net, clock, log, stop });
    let blocked = unread;
    const { crawler, discovery, pass, close } = await aCrawler({ blocked: () => blocked() });
    await crawler.enrol([peer('seed.fedi.test')]);
    discovery.skip([peer('seed.fedi.test')]);

    const before = await pass();
    blocked = read;
    const after = await pass();

    expect([before, after]).toEqual([[], ['found.fedi.test']]);
    expect(discovery.standing().refused.get('blocklisted')).toBe(1);
    expect(log.lines.filter(({ level }) => level === 'warn')).toHaveLength(1);
    await net.close();
    await close();
  });

  test('ends the watch over a peer that joins a block list, and takes it back when the list lets it go', async () => {
    let blocked = new NameSet([]);
    const { crawler, discovery, store, pass, close } = await aCrawler({ blocked: async () => blocked });
    await crawler.enrol([peer('seed.fedi.test')]);
    discovery.skip([peer('seed.fedi.test')]);
    const watched = async () => (await store.servers()).map(({ host }) => host);
    expect(await pass()).toContain('bad.fedi.test');

    blocked = new NameSet(['bad.fedi.test', 'seed.fedi.test']);
    await pass();
    expect(await watched()).toEqual(['found.fedi.test', 'further.fedi.test', 'seed.fedi.test']);
    expect(crawler.progress().servers).toBe(3);
    expect(crawler.recheck(hostNamed('bad.fedi.test'))).toBe('unknown');
    expect(await pass()).toEqual([]);

    blocked = new NameSet([]);
    expect(await pass()).toEqual(['bad.fedi.test']);
    expect(await watched()).toContain('bad.fedi.test');
    expect(crawler.progress().servers).toBe(4);
    await close();
  });

  test('takes nobody up after a restart whom a list names by now', async () => {
    const first = await aCrawler();
    await first.crawler.enrol([peer('seed.fedi.test')]);
    first.discovery.skip([peer('seed.fedi.test')]);
    await first.pass();
    await first.close();

    const blocked = new NameSet(['bad.fedi.test']);
    const second = await aCrawler({ blocked: async () => blocked });
    const again = (await second.discovery.step()).map(({ host }) => host);
    const watched = (await second.store.servers()).map(({ host }) => host);
    await second.close();

    expect(again).toEqual(['found.fedi.test', 'seed.fedi.test']);
    expect(watched).toEqual(['found.fedi.test', 'seed.fedi.test']);
  });

  test('leaves to another crawler what belongs to its shard, and tells it by the store', async () => {
    const names = ['found.fedi.test', 'bad.fedi.test', 'further.fedi.test'].map(hostNamed);
    const shards = ['0/2', '1/2'].map(shardOf);
    const taken: string[][] = [];
    for (const shard of shards) {
      const { discovery, close } = await aCrawler({ shard });
      if (shard.index === 0) await discovery.offer(hostNamed('seed.fedi.test'), names);
      taken.push((await discovery.step()).map(({ host }) => host));
      await close();
    }

    const shares = shards.map((shard) => names.filter((host) => isInShard(host, shard)));
    expect(taken.map((hosts) => hosts.toSorted())).toEqual(shares.map((hosts) => hosts.toSorted()));
  });
});
