import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { standingOf } from '../../../analyzer/standing.ts';
import { createAuthority } from '../net/connection/authority.ts';
import { type Site, startSite } from '../net/site.ts';
import { hour, minute, openStage, type Stage, slotsOf } from '../stage.ts';

const peer = 'peer.fedi.test';
const answers: Record<string, (response: ServerResponse, request: IncomingMessage) => void> = {};
const fine = (response: ServerResponse) => response.writeHead(404).end();
const gone = (response: ServerResponse) => response.writeHead(410).end();
/** Well, but for its robots.txt. */
const closed =
  (robots: (response: ServerResponse) => void) => (response: ServerResponse, request: IncomingMessage) =>
    request.url === '/robots.txt' ? robots(response) : fine(response);
const broken = (response: ServerResponse) => response.writeHead(502).end();
const cut = (response: ServerResponse) => {
  response.writeHead(200, { 'content-length': '9' }).write('User');
  response.destroy();
};
const busy = (response: ServerResponse) => response.writeHead(503, { 'retry-after': `${3 * 3600}` }).end();

let site: Site;
let stage: Stage;
let caPem: string;

beforeAll(async () => {
  const authority = await createAuthority();
  caPem = authority.pem;
  site = await startSite(await authority.issue({ names: ['*.fedi.test'] }), (request, response) =>
    (answers[request.headers.host ?? ''] ?? fine)(response, request),
  );
});

afterAll(() => site.close());

/** Where the servers are; the peer may be somewhere else than the rest. */
function openPlace(peerAt = `127.0.0.1:${site.port}`): Promise<Stage> {
  const connectTo = [
    [peer, peerAt],
    ['*.fedi.test', `127.0.0.1:${site.port}`],
  ] as const;
  const monitorOrigin = 'https://monitor.fedi.test';
  return openStage({ connectTo, caPem, resolver: '127.0.0.1:1', monitorOrigin });
}

beforeEach(async () => {
  answers[peer] = fine;
  stage = await openPlace();
});

afterEach(() => stage.end());

/** Runs a crawler hour by hour; the hours at which the peer was asked something. */
async function hours(
  count: number,
  { restartAt = -1, role = 'peer' }: { restartAt?: number; role?: 'peer' | 'hosted' } = {},
): Promise<readonly number[]> {
  const servers = [stage.named(peer, role)];
  let crawl = await stage.crawl(servers);
  const asked: number[] = [];
  let rowsBefore = 0;
  for (let hourNow = 0; hourNow < count; hourNow += 1) {
    if (hourNow === restartAt) {
      await crawl.close();
      crawl = await stage.crawl(servers);
    }
    await crawl.turn();
    const { length } = await crawl.rows(peer);
    if (length > rowsBefore) asked.push(hourNow);
    rowsBefore = length;
    stage.pass(hour);
  }
  const rows = await crawl.rows(peer);
  await crawl.close();
  expect(rows.filter(({ failure }) => failure?.code === 'monitor-down')).toEqual([]);
  return asked;
}

/** The name of a peer decides its phase, so a slot may begin a little into an hour: gaps tell more than moments. */
const gaps = (asked: readonly number[]) => asked.slice(1).map((at, n) => at - asked[n]!);

describe('a peer that is dead', () => {
  test('is visited less and less, its skipped slots are no misses, and a restart changes nothing', async () => {
    // An address of the loopback network where nothing of ours listens.
    const nobody = `127.0.0.2:${site.port}`;
    await stage.end();
    stage = await openPlace(nobody);
    const alone = gaps(await hours(18));
    await stage.end();
    stage = await openPlace(nobody);
    const restarted = gaps(await hours(18, { restartAt: 6 }));

    expect(Math.max(...alone)).toBeGreaterThanOrEqual(4);
    expect(alone.length).toBeLessThan(8);
    expect(alone).toEqual(alone.toSorted((a, b) => a - b));
    expect(restarted).toEqual(alone);
  });
});

describe('a peer whose robots.txt cannot be read', () => {
  test.each([
    ['answers 502', broken],
    ['breaks off', cut],
  ])('because it %s is visited less and less, until it can', async (_how, robots) => {
    answers[peer] = closed(robots);
    const before = site.requests.length;
    const asked = gaps(await hours(18));

    expect(Math.max(...asked)).toBeGreaterThanOrEqual(4);
    expect(asked).toEqual(asked.toSorted((a, b) => a - b));
    const paths = site.requests.slice(before).map(({ url }) => url);
    expect(paths.filter((url) => url?.startsWith('/.well-known/webfinger')).length).toBeGreaterThan(3);
    await stage.end();
    stage = await openPlace();
    answers[peer] = fine;
    expect(await hours(3)).toEqual([0, 1, 2]);
  });

  test('is visited in its own slots again as soon as it can be', async () => {
    answers[peer] = closed(broken);
    const servers = [stage.named(peer, 'peer')];
    const crawl = await stage.crawl(servers);
    const visits: number[] = [];
    for (let hourNow = 0; hourNow < 12; hourNow += 1) {
      if (hourNow === 5) answers[peer] = fine;
      const before = crawl.crawler.progress().visited;
      await crawl.turn();
      visits.push(crawl.crawler.progress().visited - before);
      stage.pass(hour);
    }
    await crawl.close();

    expect(visits.slice(-3)).toEqual([1, 1, 1]);
    expect(visits.slice(0, 6).filter((visit) => visit === 0).length).toBeGreaterThan(0);
  });
});

describe('a hosted server that is dead or too busy', () => {
  test('never rests: it is visited in every slot', async () => {
    answers[peer] = busy;
    expect(await hours(2, { role: 'hosted' })).toEqual([0, 1]);
    await stage.end();
    stage = await openPlace();
    answers[peer] = closed(broken);
    expect(await hours(4, { role: 'hosted' })).toEqual([0, 1, 2, 3]);
    await stage.end();
    stage = await openPlace(`127.0.0.2:${site.port}`);
    expect(await hours(3, { role: 'hosted' })).toEqual([0, 1, 2]);
  });
});

describe('a peer that is too busy', () => {
  test('is not visited before the moment it named', async () => {
    answers[peer] = busy;
    const asked = await hours(6);
    expect(gaps(asked).every((gap) => gap >= 3)).toBe(true);
    expect(asked.length).toBeGreaterThan(1);
  });
});

describe('a peer that leads to somebody who is too busy', () => {
  test('is visited in its own slots: that Retry-After is not its own', async () => {
    answers['other.fedi.test'] = busy;
    answers[peer] = (response) => response.writeHead(302, { location: 'https://other.fedi.test/x' }).end();
    expect(await hours(3)).toEqual([0, 1, 2]);
  });
});

describe('a peer whose whole site is gone', () => {
  test('is left alone, which is written down once, also when a person asks', async () => {
    answers[peer] = gone;
    const servers = [stage.named(peer, 'peer')];
    const first = await stage.crawl(servers);
    for (let at = 0; at < 4; at += 1) {
      await first.turn();
      stage.pass(hour);
    }
    const slots = slotsOf(await first.rows(peer));
    expect(slots).toHaveLength(2);
    expect(slots[1]?.[1]).toEqual(['retired']);
    expect((await first.rows(peer))[0]).toMatchObject({ outcome: 'disallowed' });
    await first.close();

    const second = await stage.crawl(servers);
    await second.turn();
    expect(slotsOf(await second.rows(peer))).toHaveLength(2);
    const before = site.requests.length;
    expect(second.crawler.recheck(servers[0]!.host)).toEqual({
      refused: 'resting',
      untilMs: Number.POSITIVE_INFINITY,
    });
    stage.pass(2 * hour);
    await second.turn();
    expect(slotsOf(await second.rows(peer))).toHaveLength(2);
    expect(site.requests).toHaveLength(before);
    await second.close();
  });
});

describe('a peer whose WebFinger alone is gone', () => {
  test('is visited in its own slots, whatever else is due in them', async () => {
    answers[peer] = (response, { url }) =>
      (url?.startsWith('/.well-known/webfinger') ? gone : fine)(response);
    expect(await hours(5)).toEqual([0, 1, 2, 3, 4]);
  });
});

describe('a person who asks for a visit now', () => {
  test('is told until when a peer rests, and that a peer was looked at just now', async () => {
    answers[peer] = busy;
    const server = stage.named(peer, 'peer');
    const { crawler, turn, settle, close } = await stage.crawl([server]);
    await turn();
    const resting = crawler.recheck(server.host);
    expect(resting).toMatchObject({ refused: 'resting' });
    const { untilMs } = resting as { untilMs: number };
    expect(untilMs).toBeGreaterThan(stage.start + 2 * hour);
    expect(crawler.progress().visited).toBe(1);

    answers[peer] = fine;
    stage.pass(untilMs - stage.start);
    expect(crawler.recheck(server.host)).toBe('queued');
    await settle();
    expect(crawler.recheck(server.host)).toMatchObject({ refused: 'too-soon' });
    stage.pass(10 * minute);
    expect(crawler.recheck(server.host)).toBe('queued');
    await settle();
    expect(crawler.progress().visited).toBe(3);
    await close();
  });

  test('is never refused a hosted server', async () => {
    answers[peer] = busy;
    const server = stage.named(peer, 'hosted');
    const { crawler, turn, settle, close } = await stage.crawl([server]);
    await turn();
    for (let at = 0; at < 2; at += 1) {
      expect(crawler.recheck(server.host)).toBe('queued');
      expect(crawler.recheck(server.host)).toBe('already-running');
      await settle();
    }
    await close();
  });
});

describe('a host that opted out', () => {
  test('is never visited, and that is on record once', async () => {
    const before = site.requests.length;
    const first = await stage.crawl([]);
    await first.optOut([peer]);
    await first.turn();
    stage.pass(hour);
    await first.optOut([peer]);
    await first.turn();
    const rows = await first.rows(peer);

    expect(slotsOf(rows).map(([, codes]) => codes)).toEqual([['opted-out']]);
    expect(rows.every(({ outcome }) => outcome === 'disallowed')).toBe(true);
    expect(standingOf(rows, [])).toBe('refusing');
    expect((await first.store.servers()).map(({ host }) => host)).toEqual([peer]);
    expect(site.requests).toHaveLength(before);
    await first.close();
  });

  test('and does so again after it was visited, is on record again', async () => {
    const first = await stage.crawl([]);
    await first.optOut([peer]);
    await first.close();
    stage.pass(hour);
    const second = await stage.crawl([stage.named(peer, 'peer')]);
    await second.turn();
    stage.pass(hour);
    await second.optOut([peer]);
    await second.settle();

    expect(slotsOf(await second.rows(peer)).map(([, codes]) => codes.includes('opted-out'))).toEqual([
      true,
      false,
      true,
    ]);
    await second.close();
  });
});
