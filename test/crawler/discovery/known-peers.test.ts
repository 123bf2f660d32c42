import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Discovery } from '../../../crawler/discovery/discovery.ts';
import { NameSet } from '../../../crawler/net/names/name-set.ts';
import type { WatchedServer } from '../../../model/server.ts';
import { openStore } from '../../../store/open.ts';
import type { RosterChanges } from '../../../store/roster.ts';
import type { Store } from '../../../store/store.ts';
import { furnished } from '../../store/furnished.ts';
import { hostNamed, keptLog, realClock } from '../../visiting.ts';

const minute = 60_000;

let directory: string;
let store: Store;
let nowMs: number;

beforeEach(async () => {
  nowMs = Date.now();
  directory = await furnished(await mkdtemp(join(tmpdir(), 'peers-')));
  store = await openStore({ path: directory }, { log: keptLog(), clock: clock() });
});

afterEach(async () => {
  await store.close();
  await rm(directory, { recursive: true });
});

function clock() {
  return { now: () => nowMs, elapsed: realClock().elapsed };
}

function peers(...numbers: readonly number[]): readonly WatchedServer[] {
  const watchedSince = new Date(nowMs).toISOString();
  return numbers.map((n) => ({
    host: hostNamed(`h${n}.p${n}.test`),
    role: 'peer',
    expect: {},
    watchedSince,
  }));
}

/** Discovery over the store, which writes down what it reads and whom it watches. */
function aDiscovery(limit: number) {
  const read: RosterChanges[] = [];
  const watched: string[] = [];
  /** What the next attempts to watch somebody end in. */
  const trouble: Error[] = [];
  const rosterSince = async (since: string | undefined) => {
    const changes = await store.rosterSince(since);
    read.push(changes);
    return changes;
  };
  const nobody = new NameSet([]);
  const discovery = new Discovery(
    {
      limit,
      shard: { index: 0, count: 1 },
      pool: { capacity: 10, perDomain: 10, excluded: nobody, isLab: () => true },
    },
    {
      store: {
        rosterSince,
        enrol: (servers) => store.enrol(servers),
        dismiss: (hosts) => store.dismiss(hosts),
        lastAlive: (hosts) => store.lastAlive(hosts),
      },
      clock: clock(),
      log: keptLog(),
      blocked: async () => nobody,
      watch: async (servers) => {
        if (trouble.length > 0) throw trouble.pop();
        watched.push(...servers.map(({ host }) => host));
      },
      unwatch: () => {},
    },
  );
  const rows = () => read.map(({ came, left }) => came.length + left.length);
  return { discovery, rows, trouble, watched };
}

test('a step reads of the store what changed since the one before, and no more', async () => {
  const { discovery, rows, watched } = aDiscovery(1_000);
  await store.enrol(peers(...Array.from({ length: 300 }, (_, n) => n)));
  nowMs += 5 * minute;
  await discovery.step();
  nowMs += 5 * minute;
  await discovery.step();
  expect(rows()).toEqual([300, 0]);

  await store.enrol(peers(300));
  await store.dismiss(peers(0).map(({ host }) => host));
  nowMs += minute;
  await discovery.step();
  nowMs += 5 * minute;
  await discovery.step();

  expect(rows()).toEqual([300, 0, 2, 0]);
  expect(watched).toHaveLength(301);
  expect(discovery.standing().watched).toBe(300);
});

test('what another crawler wrote while we looked, by a clock a little behind ours, is told at the next look', async () => {
  const { discovery, watched } = aDiscovery(1_000);
  await discovery.step();
  const ourMs = nowMs;
  nowMs -= minute / 2;
  await store.enrol(peers(1));
  nowMs = ourMs + minute;
  await discovery.step();

  expect(watched).toEqual(['h1.p1.test']);
});

test('peers that are stored are watched up to the limit, step after step', async () => {
  const { discovery, watched } = aDiscovery(2);
  await store.enrol(peers(1, 2, 3));
  await discovery.step();
  await discovery.step();
  expect(watched).toEqual(['h1.p1.test', 'h2.p2.test']);

  await store.dismiss([hostNamed('h1.p1.test')]);
  await discovery.step();
  expect(watched).toEqual(['h1.p1.test', 'h2.p2.test', 'h3.p3.test']);
});

test('whom a step could not put under watch the next one does', async () => {
  const { discovery, trouble, watched } = aDiscovery(10);
  await store.enrol(peers(1));
  await discovery.offer(hostNamed('h1.p1.test'), ['h2.p2.test']);
  trouble.push(new Error('the store is away'));
  await expect(discovery.step()).rejects.toThrow('the store is away');
  nowMs += 5 * minute;
  await discovery.step();

  expect(watched.toSorted()).toEqual(['h1.p1.test', 'h2.p2.test']);
});
