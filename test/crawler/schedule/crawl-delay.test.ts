import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { visitTimeMs } from '../../../crawler/schedule/visit-time.ts';
import { wasAsked, wasCutOff } from '../../../crawler/visit/cut-off.ts';
import { createAuthority } from '../net/connection/authority.ts';
import { type Site, startSite } from '../net/site.ts';
import { hour, minute, openStage, type Stage } from '../stage.ts';

const peer = 'slow.fedi.test';
const delayMs = 300;

let site: Site;
let stage: Stage;
let caPem: string;

beforeAll(async () => {
  const authority = await createAuthority();
  caPem = authority.pem;
  site = await startSite(await authority.issue({ names: ['*.fedi.test'] }), (request, response) => {
    if (request.url !== '/robots.txt') response.writeHead(404).end();
    else response.writeHead(200, { 'content-type': 'text/plain' }).end(`User-agent: *\nCrawl-delay: 0.3\n`);
  });
});

afterAll(() => site.close());

beforeEach(async () => {
  site.requests.length = 0;
  const connectTo = [['*.fedi.test', `127.0.0.1:${site.port}`]] as const;
  const monitorOrigin = 'https://monitor.fedi.test';
  stage = await openStage({ connectTo, caPem, resolver: '127.0.0.1:1', monitorOrigin });
});

afterEach(() => stage.end());

/** Questions of a peer's first visit that send a request or a handshake here, where every document is absent. */
const questions = ['robots', 'host-meta', 'domains', 'tls', 'nodeinfo', 'webfinger', 'soft-404'];

describe('a peer that asks for a Crawl-delay too long for one visit', () => {
  test('is asked everything over several slots, never faster than it wishes, what was cut off first', async () => {
    // Time for a few starts: the interval of a slot is as short, so that the visit is not made longer.
    const options = {
      visitDeadlineMs: 5 * delayMs,
      intervalMs: { hosted: hour, unproven: hour, peer: minute },
    };
    const paced = { ...options, paces: new Map([[stage.named(peer, 'peer').host, { intervalMs: 1_500 }]]) };
    const { crawler, rows, settle, close } = await stage.crawl([stage.named(peer, 'peer')], paced);
    const asked = new Set<string>();
    const perSlot: string[][] = [];
    for (let slot = 0; slot < 12 && !questions.every((id) => asked.has(id)); slot += 1) {
      const before = new Set((await rows(peer)).map(({ id }) => id));
      crawler.tick();
      await settle();
      const fresh = (await rows(peer)).filter(({ id }) => !before.has(id));
      const done = fresh.filter(wasAsked).map(({ probe }) => probe);
      perSlot.push(done.filter((id) => questions.includes(id)));
      for (const id of done) asked.add(id);
      stage.pass(minute);
    }
    const cut = (await rows(peer)).filter(({ failure }) => failure?.code === 'crawl-delay');
    await close();

    expect([...asked]).toEqual(expect.arrayContaining(questions));
    expect(cut.length).toBeGreaterThan(0);
    expect(cut.every(({ outcome }) => outcome === 'missed')).toBe(true);
    // The next slots begin with what the first did not get to; a long answer may fill one of them.
    const next = perSlot.slice(1, 3).flat();
    expect(next.some((id) => perSlot[0]?.includes(id) === false)).toBe(true);
    const { requests } = site;
    expect(requests.filter(({ url }) => url === '/robots.txt')).toHaveLength(1);
    // Starts are spaced, arrivals follow when a connection stands: a third is slack for it.
    for (const [n, { at }] of requests.entries())
      if (n > 0) expect(at - requests[n - 1]!.at).toBeGreaterThanOrEqual((2 * delayMs) / 3);
  });

  test('is asked after a restart what was cut off before it', async () => {
    const options = { visitDeadlineMs: 4 * delayMs };
    const servers = [stage.named(peer, 'peer')];
    const first = await stage.crawl(servers, options);
    await first.turn();
    const done = (await first.rows(peer)).filter((row) => !wasCutOff(row)).map(({ probe }) => probe);
    await first.close();
    stage.pass(hour);
    const second = await stage.crawl(servers, options);
    const before = (await second.rows(peer)).length;
    await second.turn();
    const rows = await second.rows(peer);
    await second.close();

    const again = rows.slice(0, rows.length - before).map(({ probe }) => probe);
    expect(done).not.toContain('soft-404');
    expect(again).toContain('soft-404');
  });

  test('gets a longer visit where its interval allows that, in a lane that holds nobody up', async () => {
    const options = { concurrency: 1, visitDeadlineMs: 4 * delayMs };
    const servers = [stage.named(peer, 'peer')];
    const { turn, rows, close } = await stage.crawl(servers, options);
    await turn();
    const first = await rows(peer);
    const askedFirst = site.requests.length;
    stage.pass(hour);
    await turn();
    const second = (await rows(peer)).filter(({ id }) => !first.some((row) => row.id === id));
    await close();

    expect(first.some(wasCutOff)).toBe(true);
    // As many starts as fit into the usual time, and one for its beginning.
    expect(site.requests.length - askedFirst).toBeGreaterThan(5);
    expect(second.map(({ probe }) => probe)).toEqual(expect.arrayContaining(['soft-404', 'webfinger']));
  });
});

test.each([
  [{ usualMs: 2 * minute, delayMs: 0, intervalMs: hour }, 2 * minute],
  [{ usualMs: 2 * minute, delayMs: 1_000, intervalMs: hour }, 2 * minute],
  [{ usualMs: 2 * minute, delayMs: minute, intervalMs: hour }, 21 * minute],
  [{ usualMs: 2 * minute, delayMs: 500_000, intervalMs: hour }, 48 * minute],
  [{ usualMs: 2 * minute, delayMs: minute, intervalMs: minute }, 2 * minute],
])('a visit takes as long as the delay needs and the slot allows: %j', (needs, expected) => {
  expect(visitTimeMs(needs)).toBe(expected);
});
