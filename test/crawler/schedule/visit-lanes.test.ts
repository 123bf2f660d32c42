import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { VisitLanes, visitsAtOnce } from '../../../crawler/schedule/visit-lanes.ts';
import { realClock } from '../../visiting.ts';
import { createAuthority } from '../net/connection/authority.ts';
import { type Site, startSite, startTcp } from '../net/site.ts';
import { hour, openStage, type Stage } from '../stage.ts';

const ours = 'ours.fedi.test';
const crowd = [1, 2, 3, 4].map((n) => `p${n}.crowd.test`);

/** Longer than the test may last: a loaded machine is slow. */
const patience = { timeout: 60_000, interval: 10 };

let site: Site;
let silent: Site;
let stage: Stage;
let caPem: string;
/** Told of every request before its answer. */
let onRequest: (host: string) => void = () => {};

beforeAll(async () => {
  const authority = await createAuthority();
  caPem = authority.pem;
  site = await startSite(await authority.issue({ names: ['*.fedi.test'] }), (request, response) => {
    onRequest(String(request.headers.host));
    response.writeHead(404).end();
  });
  silent = await startTcp(() => {});
});

afterAll(async () => {
  await site.close();
  await silent.close();
});

beforeEach(async () => {
  const connectTo = [
    ['*.crowd.test', `127.0.0.1:${silent.port}`],
    ['*.fedi.test', `127.0.0.1:${site.port}`],
  ] as const;
  stage = await openStage({
    connectTo,
    caPem,
    resolver: '127.0.0.1:1',
    monitorOrigin: 'https://monitor.fedi.test',
  });
});

afterEach(() => stage.end());

describe('a crowd that never answers and fills every place', () => {
  const lanes = { concurrency: 2, hostedConcurrency: 1 };
  const silents = () => crowd.map((name) => stage.named(name, 'peer'));

  test('does not keep a hosted server waiting, in its first slot and in the next', async () => {
    // Longer than the test may last, so that the crowd keeps its places.
    const endless = { connectTimeoutMs: 60_000, totalTimeoutMs: 60_000 };
    const net = { ...endless, concurrency: visitsAtOnce(lanes) };
    const stuck = { ...lanes, visitDeadlineMs: 60_000 };
    const { crawler, rows, spooled, close } = await stage.crawl(silents(), stuck, net);
    crawler.tick();
    await vi.waitUntil(() => crawler.progress().inFlight === 2, patience);
    await crawler.enrol([stage.named(ours, 'hosted')]);
    crawler.tick();
    const visitedOurs = (times: number) =>
      vi.waitUntil(() => crawler.progress().visited === times && crawler.progress().inFlight === 2, patience);
    await visitedOurs(1);
    expect(crawler.progress()).toMatchObject({ waiting: 2, missed: 0 });

    stage.pass(hour);
    crawler.tick();
    await visitedOurs(2);
    await spooled();

    expect(crawler.progress().waiting).toBe(2);
    expect(new Set((await rows(ours)).map(({ scheduledAt }) => scheduledAt)).size).toBe(2);
    await close();
  }, 60_000);

  test('lets a wish to look at a server now go before those that wait, and ask everything', async () => {
    const wished = stage.named('late.fedi.test', 'peer');
    const { crawler, rows, settle, close } = await stage.crawl(silents(), {
      ...lanes,
      visitDeadlineMs: 2_500,
    });
    crawler.tick();
    await vi.waitUntil(() => crawler.progress().inFlight === 2, patience);
    await crawler.enrol([wished]);
    crawler.tick();

    expect(crawler.recheck(wished.host)).toBe('queued');
    expect(crawler.recheck(wished.host)).toBe('queued');
    const waiting: number[] = [];
    onRequest = () => waiting.push(crawler.progress().waiting);
    await settle();
    expect(waiting[0]).toBeGreaterThanOrEqual(1);

    expect((await rows(wished.host)).map(({ probe }) => probe)).toContain('soft-404');
    expect(new Set((await rows(wished.host)).map(({ scheduledAt }) => scheduledAt)).size).toBe(1);
    await close();
  });
});

describe('lanes', () => {
  const nothingToWrite = async () => {};

  test('let no crowd whose rows wait for the disk hold up a server of ours', async () => {
    const lanes = new VisitLanes({ concurrency: 1, unwritten: 1 }, realClock());
    const disk = Promise.withResolvers<void>();
    const begun: string[] = [];
    const order = (id: string) => ({ id, hurried: false });
    for (const id of ['p0', 'p1'])
      lanes.run('crowd', order(id), async () => {
        begun.push(id);
        return () => disk.promise;
      });
    const visited = Promise.withResolvers<void>();
    lanes.run('hosted', order('ours'), async () => {
      begun.push('ours');
      return async () => visited.resolve();
    });
    await visited.promise;
    await new Promise(setImmediate);

    expect(begun).toEqual(['p0', 'ours']);
    expect([lanes.inFlight, lanes.waiting]).toEqual([1, 1]);
    disk.resolve();
    await lanes.idle();
    expect(begun).toEqual(['p0', 'ours', 'p1']);
  });

  test('begin the crowd no faster than its cap, and our own at once', async () => {
    const lanes = new VisitLanes({ concurrency: 100, startsPerSecond: 20 }, realClock());
    const begun: { readonly lane: string; readonly at: number }[] = [];
    const order = (id: string) => ({ id, hurried: false });
    const note = (lane: string) => async () => {
      begun.push({ lane, at: performance.now() });
      return nothingToWrite;
    };
    for (let n = 0; n < 10; n += 1) lanes.run('crowd', order(`p${n}`), note('crowd'));
    for (let n = 0; n < 10; n += 1) lanes.run('hosted', order(`h${n}`), note('hosted'));
    await lanes.idle();

    const crowdAt = begun.filter(({ lane }) => lane === 'crowd').map(({ at }) => at);
    expect(begun.findLastIndex(({ lane }) => lane === 'hosted')).toBeLessThan(begun.length - 1);
    // The tenth is due nine twentieths of a second after the first, which may itself be late.
    expect(crowdAt.at(-1)! - crowdAt[0]!).toBeGreaterThanOrEqual(300);
  });

  test('let what is hurried go first', async () => {
    const lanes = new VisitLanes({ concurrency: 1 }, realClock());
    const begun: string[] = [];
    for (const id of ['a', 'b', 'c', 'd'])
      lanes.run('crowd', { id, hurried: id === 'd' }, async () => {
        begun.push(id);
        return nothingToWrite;
      });
    lanes.hurry('crowd', 'c');
    await lanes.idle();

    expect(begun).toEqual(['a', 'd', 'c', 'b']);
  });

  test('end at once when they are cleared, whatever the pace', async () => {
    const lanes = new VisitLanes({ concurrency: 100, startsPerSecond: 0.001 }, realClock());
    for (const id of ['a', 'b', 'c']) lanes.run('crowd', { id, hurried: false }, async () => nothingToWrite);
    expect(lanes.waiting).toBe(3);
    lanes.clear();
    await lanes.idle();

    expect(lanes.waiting + lanes.inFlight).toBe(0);
  });
});
