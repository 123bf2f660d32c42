import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { Forges, type ForgeTools, type OfferOrder } from '../../../crawler/forges/forges.ts';
import type { Net } from '../../../crawler/net/net.ts';
import { openStore } from '../../../store/open.ts';
import { type Forge, startForge } from '../../forge/forge.ts';
import { describeWithGit } from '../../forge/with-git.ts';
import { furnished } from '../../store/furnished.ts';
import { keptLog, realClock } from '../../visiting.ts';
import { netTo } from './visiting.ts';

const day = 24 * 3_600_000;
const patience = { waitMs: 20_000, visitMs: 20_000 };

let forge: Forge;
let net: Net;
let shiftMs = 0;
const clock = { ...realClock(), now: () => Date.now() + shiftMs };
const log = keptLog();
const started: Forges[] = [];

function open(more: Partial<ForgeTools> = {}, wait: Partial<typeof patience> = {}): Forges {
  const forges = new Forges({ net, clock, log, ...more }, { ...patience, ...wait });
  started.push(forges);
  return forges;
}

function order(url: string, more: Partial<OfferOrder> = {}): OfferOrder {
  const wanted = [{ kind: 'tag', names: ['v1.0.0'] }] as const;
  return { url, kind: 'repository', wanted, signal: new AbortController().signal, ...more };
}

const asked = (host: string) => forge.requests(host).filter(({ path }) => path.endsWith('/info/refs')).length;

describeWithGit('addresses of source', () => {
  beforeAll(async () => {
    forge = await startForge();
    net = netTo(forge);
  });
  afterEach(() => {
    shiftMs = 0;
  });
  afterAll(async () => {
    for (const forges of started) await forges.stop();
    await net.close();
    await forge.close();
  });

  test('that five thousand servers offer are visited once, whatever their versions', async () => {
    const forges = open();
    const orders = Array.from({ length: 5_000 }, (_, number) =>
      order('https://many.fedi.test/o/r', { wanted: [{ kind: 'tag', names: [`v1.0.${number}`] }] }),
    );
    const answers = await Promise.all(orders.map((one) => forges.check(one)));

    expect(asked('many.fedi.test')).toBe(1);
    expect(forge.requests('many.fedi.test')).toHaveLength(2);
    expect(answers.filter(({ check }) => check.references[0]?.state === 'found')).toHaveLength(1);
    expect(answers.filter(({ check }) => check.references[0]?.state === 'not-found')).toHaveLength(4_999);
    expect(new Set(answers.map(({ recording }) => recording?.exchanges.length))).toEqual(new Set([3]));
  });

  test('are asked one thing more for a version that names another commit', async () => {
    const forges = open();
    const url = 'https://more.fedi.test/o/r';
    await forges.check(order(url));
    const wanted = [{ kind: 'commit', names: [forge.whole.inHistory] }] as const;
    const { check, recording } = await forges.check(order(url, { wanted }));
    await forges.check(order(url, { wanted }));

    expect(check.references).toEqual([{ wanted: forge.whole.inHistory, kind: 'commit', state: 'found' }]);
    expect(forge.requests('more.fedi.test').map(({ method }) => method)).toEqual(['GET', 'POST', 'POST']);
    const posted = recording?.exchanges.filter(({ method }) => method === 'POST') ?? [];
    expect(posted).toHaveLength(2);
    expect(posted[0]).toMatchObject({
      requestHeaders: { 'git-protocol': 'version=2' },
      posted: expect.stringContaining('command=ls-refs'),
      body: { keptForm: 'excerpt' },
    });
    const kept = recording?.evidence.find(({ keptSha256 }) => keptSha256 === posted[0]?.body?.keptSha256);
    expect(JSON.parse(kept?.content ?? '').tags).toEqual([
      `v1.0.0 ${forge.whole.tagged.slice(0, 10)}`,
      `v1.1.0+ours ${forge.whole.tagged.slice(0, 10)}`,
    ]);
  });

  test('are asked again after a week, and after a day where that failed', async () => {
    const forges = open();
    const good = order('https://weekly.fedi.test/o/r');
    const bad = order('https://missing.fedi.test/weekly/r');
    const failures = () =>
      forge.requests('missing.fedi.test').filter(({ path }) => path === '/weekly/r').length;
    for (const days of [0, 0.9, 1.1, 6.9, 7.1]) {
      shiftMs = days * day;
      await forges.check(good);
      await forges.check(bad);
    }

    expect(asked('weekly.fedi.test')).toBe(2);
    expect(failures()).toBe(3);
  });

  test('are not asked again after a restart', async () => {
    const path = await furnished(await mkdtemp(join(tmpdir(), 'fediscope-forges-')));
    const store = await openStore({ path }, { log, clock });
    const url = 'https://kept.fedi.test/o/r';
    const first = await open({ store }).check(order(url));
    const second = await open({ store }).check(order(url));
    await store.close();
    await rm(path, { recursive: true });

    expect(asked('kept.fedi.test')).toBe(1);
    expect(second).toEqual({ check: first.check, recording: { ...first.recording, evidence: [] } });
    expect(first.check).toMatchObject({ state: 'reachable', checkedAt: expect.any(String) });
  });

  test('are awaited where a visit cannot wait, and known to the next one', async () => {
    const forges = open({}, { waitMs: 0 });
    const url = 'https://later.fedi.test/o/r';
    const early = await forges.check(order(url));
    await expect.poll(() => asked('later.fedi.test'), { timeout: 20_000 }).toBe(1);

    expect(early).toEqual({
      isPending: true,
      check: {
        url,
        kind: 'repository',
        state: 'awaited',
        references: [],
        licence: 'unread',
        detail: 'its turn has not come',
      },
    });
    const again = async () => (await forges.check(order(url))).check.state;
    await expect.poll(again, { timeout: 20_000 }).toBe('reachable');
    expect(asked('later.fedi.test')).toBe(1);
  });

  test('of a server of ours do not wait behind a crowd of those that answer nothing', async () => {
    const forges = open({}, { visitMs: 2_000 });
    let ended = 0;
    const silent = async (number: number) => {
      await forges.check(order(`https://silent.fedi.test/o/r${number}`));
      ended += 1;
    };
    const crowd = Array.from({ length: 12 }, (_, number) => silent(number));
    const { check } = await forges.check(order('https://hosted.fedi.test/o/r', { priority: 1 }));
    const before = ended;
    await forges.stop();
    await Promise.all(crowd);

    // Four are visited at once: it has the place of one of the first four, and is over before the third four begin.
    expect(check.state).toBe('reachable');
    expect(before).toBeLessThan(8);
  });

  test('are not waited for when the visit is over, and not kept when we stop', async () => {
    const forges = open({}, {});
    const ended = AbortSignal.abort();
    const url = 'https://silent.fedi.test/o/r';
    const over = await forges.check(order(url, { signal: ended }));
    const waiting = forges.check(order(url));
    await forges.stop();

    expect(over.check.state).toBe('awaited');
    expect((await waiting).check.state).toBe('awaited');
    expect(log.lines).toEqual([]);
  });
});
