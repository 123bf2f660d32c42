import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { domainDigest, mastodonMask } from '../../../model/masking.ts';
import { openScratchStore, type ScratchStore } from '../../../store/scratch.ts';
import { anObservation, aServer, clock, host, keptLog } from '../examples.ts';
import { scratchDirectory } from '../furnished.ts';
import { against, aList } from './lists.ts';

const own = host('social.institution.example');
const masked = (mask: string) =>
  against(own, 'reject', { subject: { kind: 'digest', sha256: domainDigest(own), mask } });

let store: ScratchStore;
beforeAll(async () => {
  store = await openScratchStore(await scratchDirectory(), { log: keptLog(), clock });
  const peers = ['a.example', 'b.example', 'wrong.example', 'part.example', 'allow.example', 'flip.example'];
  await store.enrol([aServer(own, { role: 'hosted' }), ...peers.map((name) => aServer(name))]);
  await store.recordPolicies([
    aList('a.example', 1, [against('b.example'), against(own, 'limit')]),
    aList('b.example', 2, [against('a.example'), masked(mastodonMask(own))]),
    aList('wrong.example', 1, [masked(mastodonMask('social.somebodyes.example'))]),
    aList('part.example', 1, [against(own)], { state: 'partial' }),
    aList('allow.example', 1, [against(own)], { mode: 'allow-list' }),
    aList('flip.example', 1, [against(own)]),
    aList('stranger.example', 1, [against(own)]),
  ]);
  await store.recordPolicies([aList('flip.example', 3, [], { state: 'hidden', digest: '' })]);
});
afterAll(() => store.close());

describe('the network by its published lists', () => {
  it('has only watched peers that publish the whole of an ordinary list now', async () => {
    expect(await store.publishingPeers()).toEqual([
      { host: 'a.example', since: '2025-11-01T10:00:00.000Z', weight: 0 },
      { host: 'b.example', since: '2025-11-02T10:00:00.000Z', weight: 0 },
      { host: 'wrong.example', since: '2025-11-01T10:00:00.000Z', weight: 0 },
    ]);
  });

  it('rests on replayed history up to the newest such reading, and on none where all were read live', async () => {
    expect(await store.listsReplayedUntil()).toBeUndefined();

    const past = aList('past.example', 1, [], { replayed: true });
    await store.recordPolicies([past, aList('past.example', 2, [])]);
    expect(await store.listsReplayedUntil()).toBe(past.reading.readAt);
  });
});

describe('the sizes that servers state', () => {
  const on = (at: string) => `2025-${at}T10:00:00.000Z`;
  const stated = (name: string, at: string, usersActiveMonth: number) => {
    const document = { ok: true, data: { software: { name: 'mastodon' }, usersActiveMonth } };
    return anObservation({
      ...{ server: host(name), scheduledAt: on(at), startedAt: on(at), data: { document } },
    });
  };

  it('are those until an instant, or else of its month, however the rows are merged', async () => {
    const [merged, apart, older] = [host('merged.example'), host('apart.example'), host('older.example')];
    await store.take([stated(merged, '11-03', 70), stated(merged, '11-10', 80)]);
    await store.take([stated(apart, '11-03', 70), stated(older, '10-20', 60)]);
    await store.take([stated(apart, '11-10', 80), stated(older, '11-10', 90)]);
    const at = async (day: string) => {
      const found = await store.statedSizes([merged, apart, older], on(day));
      return [merged, apart, older].map((name) => found.get(name));
    };

    expect(await at('10-19')).toEqual([undefined, undefined, 60]);
    expect(await at('10-31')).toEqual([undefined, undefined, 60]);
    expect(await at('11-09')).toEqual([80, 80, 60]);
    expect(await at('11-30')).toEqual([80, 80, 90]);
  });
});
