import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Host } from '../../../model/host.ts';
import { domainDigest, mastodonMask } from '../../../model/masking.ts';
import type { PolicyEntry } from '../../../model/policy.ts';
import { openStore } from '../../../store/open.ts';
import type { Store } from '../../../store/store.ts';
import { randomFrom } from '../../random.ts';
import { aServer, clock, host, keptLog } from '../examples.ts';
import { storeDirectory } from '../furnished.ts';
import { against, aList } from './lists.ts';

const at = '2026-11-20T10:00:00.000Z';
const always = () => true;
const peers = Array.from({ length: 14 }, (_, number) => `p${number}.group${number % 3}.example`);
const hosted = ['own.group0.example', 'social.institution.example'];
const watched = [...peers, ...hosted].map(host);
const random = randomFrom(5);
const one = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)]!;

/** An entry about somebody who is watched or not, in any of the ways a list may say it. */
function someEntry(): PolicyEntry {
  const name = one([...watched, 'group1.example', 'institution.example', 'stranger.example']);
  const level = one(['reject', 'reject', 'limit', 'media-only'] as const);
  const mask = mastodonMask(one([name, name, one(watched)]));
  const digest = { kind: 'digest', sha256: domainDigest(name), mask } as const;
  const pattern = { kind: 'pattern', pattern: `*.${name}` } as const;
  const subject = one([undefined, undefined, digest, pattern]);
  return against(name, level, subject === undefined ? {} : { subject });
}

function someList(observer: string, day: number) {
  const software = one(['mastodon', 'pleroma', 'lemmy'] as const);
  const entries = Array.from({ length: 16 }, someEntry);
  const single = new Map(entries.map((entry) => [JSON.stringify(entry.subject), entry]));
  const covers = one(['name', 'subdomains'] as const);
  return aList(observer, day, [...single.values()], { origin: software, covers });
}

let store: Store;
beforeAll(async () => {
  store = await openStore({ path: await storeDirectory() }, { log: keptLog(), clock });
  await store.enrol([
    ...peers.map((name) => aServer(name)),
    ...hosted.map((name) => aServer(name, { role: 'hosted' })),
  ]);
});
afterAll(() => store.close());

/** The count by hand: what each server is asked for by itself. */
async function byHand() {
  const publishing = new Set((await store.publishingPeers()).map((peer) => peer.host));
  const rejects = new Map<Host, ReadonlySet<Host>>();
  const counts = await Promise.all(
    watched.map(async (server) => {
      const about = (await store.policiesAbout(server, { sources: ['api'] })).filter((policy) =>
        publishing.has(policy.observer),
      );
      const by = (level: string) => new Set(about.filter((p) => p.level === level).map((p) => p.observer));
      rejects.set(server, by('reject'));
      const limiting = [...by('limit')].filter((observer) => !by('reject').has(observer)).length;
      return { host: server, rejecting: by('reject').size, limiting };
    }),
  );
  const mutual = watched.flatMap((a) =>
    watched.filter((b) => a < b && rejects.get(a)?.has(b) && rejects.get(b)?.has(a)).map((b) => [a, b]),
  );
  const rank = ({ rejecting, limiting, host: name }: (typeof counts)[number]) =>
    `${String(99 - rejecting).padStart(2, '0')} ${String(99 - limiting).padStart(2, '0')} ${name}`;
  const rejected = counts.filter((count) => count.rejecting + count.limiting > 0);
  const totals = { rejected: rejected.length, mutual: mutual.length };
  return {
    publishing: publishing.size,
    totals,
    rejected: rejected.toSorted((a, b) => (rank(a) < rank(b) ? -1 : 1)),
    mutual: mutual.toSorted((a, b) => (a.join(' ') < b.join(' ') ? -1 : 1)),
  };
}

async function counted() {
  const { takenAt, rejected, islands: _, ...rest } = (await store.networkTally(1_000))!;
  expect(takenAt).toBe(at);
  return { ...rest, rejected: rejected.map(({ island: __, ...count }) => count) };
}

describe('the count of who rejects whom', () => {
  it('is not there before somebody counted', async () => {
    expect(await store.networkTally(10)).toBeUndefined();
  });

  it.each([1, 2])(
    'is what each server by itself is told, in one go and in parts: network %i',
    async (day) => {
      await store.recordPolicies([
        ...peers.slice(0, 11).map((name) => someList(name, day)),
        aList(peers[11]!, day, [against(hosted[0]!)], { state: 'partial' }),
        aList(peers[12]!, day, [against(hosted[0]!)], { mode: 'allow-list' }),
        aList('stranger.example', day, [against(hosted[0]!)]),
      ]);
      const expected = await byHand();
      expect(expected.rejected.length).toBeGreaterThan(5);
      expect(expected.mutual.length).toBeGreaterThan(0);

      for (const together of [2_500, 8]) {
        await store.tallyNetwork({ at, isWanted: always, together });
        expect(await counted()).toEqual(expected);
      }
    },
  );

  it('has the first of each kind, and every island, when fewer are asked for', async () => {
    const all = (await store.networkTally(1_000))!;

    expect(await store.networkTally(2)).toEqual({
      ...all,
      rejected: all.rejected.slice(0, 2),
      islands: all.islands,
      mutual: all.mutual.slice(0, 2),
    });
  });

  it('writes nothing when it is not wanted any more', async () => {
    let parts = 0;
    const isWanted = () => {
      parts += 1;
      return parts < 2;
    };
    await store.tallyNetwork({ at: '2026-11-21T10:00:00.000Z', isWanted });

    expect(await store.networkTally(1)).toMatchObject({ takenAt: at });
  });

  it('has nobody any more whose list was hidden, though fewer are left than before', async () => {
    const hidden = { state: 'hidden', digest: '' } as const;
    await store.recordPolicies(peers.slice(1).map((name) => aList(name, 9, [], hidden)));
    await store.tallyNetwork({ at, isWanted: always });

    expect(await counted()).toEqual(await byHand());
    expect((await counted()).mutual).toEqual([]);
  });

  it('has every island, however few of the most rejected are asked for', async () => {
    const cutOff = ['cut-off-1.example', 'cut-off-2.example', 'cut-off-3.example'];
    await store.enrol(cutOff.map((name) => aServer(name)));
    const entries = cutOff.map((name) => against(name));
    for (const day of [10, 11])
      await store.recordPolicies(peers.slice(0, 8).map((name) => aList(name, day, entries)));
    await store.tallyNetwork({ at, isWanted: always });

    const { rejected, islands } = (await store.networkTally(1))!;
    expect(rejected).toHaveLength(1);
    expect(islands.map((one) => one.host)).toEqual(cutOff);
  });
});
