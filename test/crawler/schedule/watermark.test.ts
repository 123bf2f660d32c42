import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { wasAsked } from '../../../crawler/visit/cut-off.ts';
import type { Observation } from '../../../model/observation.ts';
import { createAuthority } from '../net/connection/authority.ts';
import { type Site, startSite, startTcp } from '../net/site.ts';
import { hour, minute, openStage, type Stage, slotsOf } from '../stage.ts';

const peer = 'peer.fedi.test';
const mute = 'mute.quiet.test';

/** Longer than the test may last: a loaded machine is slow. */
const patience = { timeout: 60_000, interval: 10 };

let site: Site;
let silent: Site;
let stage: Stage;
let caPem: string;

beforeAll(async () => {
  const authority = await createAuthority();
  caPem = authority.pem;
  site = await startSite(await authority.issue({ names: ['*.fedi.test'] }), (_request, response) =>
    response.writeHead(404).end(),
  );
  silent = await startTcp(() => {});
});

afterAll(async () => {
  await site.close();
  await silent.close();
});

beforeEach(async () => {
  stage = await openStage(lab());
});

afterEach(() => stage.end());

function lab() {
  const connectTo = [
    ['*.quiet.test', `127.0.0.1:${silent.port}`],
    ['*.fedi.test', `127.0.0.1:${site.port}`],
  ] as const;
  const monitorOrigin = 'https://monitor.fedi.test';
  return { connectTo, caPem, resolver: '127.0.0.1:1', monitorOrigin };
}

test('the watermark stands at the oldest slot that is on no disk yet, and moves on when it is', async () => {
  const servers = [stage.named(peer, 'peer'), stage.named(mute, 'peer')];
  const { crawler, settle, close } = await stage.crawl(servers, { visitDeadlineMs: 5_000 });
  expect(crawler.progress()).toMatchObject({ watermarkMs: stage.start, behindMs: 0 });

  stage.pass(1_000);
  crawler.tick();
  await vi.waitUntil(() => crawler.progress().visited === 1, patience);
  expect(crawler.progress()).toMatchObject({ watermarkMs: stage.start, behindMs: 1_000 });

  await settle();
  expect(crawler.progress()).toMatchObject({ watermarkMs: stage.start + 1_000, behindMs: 0 });
  await close();
});

test('a slot is visited on time while the rows of the visit before it wait for the disk', async () => {
  const slow = await openStage(lab(), { spoolAgeMs: 10 * minute });
  const { crawler, rows, spooled, settle, close } = await slow.crawl([slow.named(peer, 'peer')]);
  const settled = (slots: number) => {
    const { visited, missed } = crawler.progress();
    return visited + missed === slots;
  };
  crawler.tick();
  await vi.waitUntil(() => settled(1), patience);
  slow.pass(hour);
  crawler.tick();
  await vi.waitUntil(() => settled(2), patience);
  expect(crawler.progress()).toMatchObject({ visited: 2, missed: 0, watermarkMs: slow.start });

  await spooled();
  await settle();
  expect(crawler.progress()).toMatchObject({ inFlight: 0, watermarkMs: slow.start + hour });
  expect(slotsOf(await rows(peer))).toHaveLength(2);
  await close();
  await slow.end();
});

test('after an end in the middle of a visit and a long stop, the watermark tells how far we were, and nothing after it is skipped', async () => {
  const servers = [stage.named(peer, 'peer'), stage.named(mute, 'peer')];
  const first = await stage.crawl(servers, { visitDeadlineMs: 1_000 });
  await first.turn();
  stage.pass(hour);
  // The spool is closed in the face of the visits, as a kill would do it.
  first.crawler.tick();
  await first.abandon();

  stage.pass(4 * hour);
  const second = await stage.crawl(servers, { visitDeadlineMs: 1_000 });
  const { watermarkMs, behindMs } = second.crawler.progress();
  expect(watermarkMs).toBeGreaterThan(stage.start);
  expect(watermarkMs).toBeLessThanOrEqual(stage.start + hour);
  expect(behindMs).toBeGreaterThanOrEqual(4 * hour);
  await second.turn();

  expect(second.crawler.progress().behindMs).toBe(0);
  const slots = slotsOf(await second.rows(peer)).map(([at]) => Date.parse(at));
  const gaps = slots.slice(1).map((at, n) => at - slots[n]!);
  expect(slots[0]).toBe(stage.start);
  expect(Math.max(...gaps)).toBeLessThanOrEqual(hour);
  expect(slots.at(-1)).toBeGreaterThan(stage.start + 4 * hour);
  await second.close();
});

test('what a stop has missed is asked in the next slot, whatever its class', async () => {
  const servers = [stage.named(peer, 'peer')];
  const asked = (rows: readonly Observation[]) => rows.filter(wasAsked).map(({ probe }) => probe);
  const first = await stage.crawl(servers);
  // Nothing was visited, and the process that takes over comes after the slot.
  await first.close();
  stage.pass(3 * hour);
  const second = await stage.crawl(servers);
  await second.turn();
  const rows = await second.rows(peer);
  await second.close();

  expect(slotsOf(rows)[0]?.[1]).toEqual(['monitor-down']);
  const inNewest = rows.filter(({ scheduledAt }) => scheduledAt === rows[0]?.scheduledAt);
  expect(asked(inNewest)).toEqual(expect.arrayContaining(['robots', 'host-meta', 'nodeinfo', 'soft-404']));

  // A restart in the slot after a missed one, with older rows in the store.
  stage.pass(25 * hour);
  const third = await stage.crawl(servers);
  third.crawler.tick();
  await third.crawler.stop();
  await third.close();
  stage.pass(hour);
  const fourth = await stage.crawl(servers);
  const before = new Set((await fourth.rows(peer)).map(({ id }) => id));
  await fourth.turn();
  const fresh = (await fourth.rows(peer)).filter(({ id }) => !before.has(id));
  await fourth.close();
  expect(asked(fresh)).toEqual(expect.arrayContaining(['tls', 'nodeinfo', 'instance-api']));
});
