import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readDefederation } from '../../../analyzer/defederation/dossier.ts';
import { monthOf } from '../../../dashboards/defederation/period.ts';
import { domainDigest, mastodonMask } from '../../../model/masking.ts';
import { openScratchStore, type ScratchStore } from '../../../store/scratch.ts';
import { anObservation, aServer, clock, host, keptLog } from '../../store/examples.ts';
import { scratchDirectory } from '../../store/furnished.ts';
import { against, aList } from '../../store/policies/lists.ts';

const own = host('social.institution.example');
const peers = ['back.example', 'softer.example', 'once.example', 'above.example', 'veiled.example'];
const named = against(own, 'reject', {
  subject: { kind: 'digest', sha256: domainDigest(own), mask: mastodonMask(own) },
  obfuscated: true,
});
const on = (month: number, day: number) => ({
  readAt: `2025-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}T10:00:00.000Z`,
});
const listOf = (observer: string, at: [number, number], entries: Parameters<typeof aList>[2]) =>
  aList(observer, 1, entries, on(...at));

let store: ScratchStore;
beforeAll(async () => {
  store = await openScratchStore(await scratchDirectory(), { log: keptLog(), clock });
  const watchedSince = '2025-09-01T00:00:00.000Z';
  await store.enrol([
    aServer(own, { role: 'hosted' }),
    ...[...peers, 'huge.example'].map((name) => aServer(name, { watchedSince })),
  ]);
  const [it, limited, above] = [against(own), against(own, 'limit'), against('institution.example')];
  // In turn, as each reading is compared with the one before.
  for (const list of [
    ...peers.map((name) => listOf(name, [9, 1], [])),
    listOf('huge.example', [9, 1], []),
    listOf('back.example', [10, 1], [it]),
    listOf('softer.example', [10, 1], [it]),
    listOf('above.example', [10, 1], [above]),
    listOf('above.example', [10, 2], [above]),
    listOf('veiled.example', [10, 1], [named]),
    listOf('back.example', [11, 5], []),
    listOf('softer.example', [11, 5], [limited]),
    listOf('veiled.example', [11, 5], [named]),
    listOf('back.example', [12, 3], [it]),
    listOf('softer.example', [12, 3], [limited]),
    listOf('once.example', [12, 3], [it]),
    aList('above.example', 1, [], { ...on(12, 3), state: 'hidden', digest: '' }),
  ])
    await store.recordPolicies([list]);
  const sizes: readonly (readonly [string, number, string])[] = [
    ['back.example', 100, on(10, 20).readAt],
    ['back.example', 100_000, on(11, 20).readAt],
    ['huge.example', 1_000, on(10, 20).readAt],
    ['huge.example', 10, on(12, 1).readAt],
  ];
  await store.take(
    sizes.map(([name, usersActiveMonth, at]) => {
      const document = { ok: true, data: { software: { name: 'mastodon' }, usersActiveMonth } };
      return anObservation({ server: host(name), scheduledAt: at, startedAt: at, data: { document } });
    }),
  );
});
afterAll(() => store.close());

async function month(name: string) {
  const { rejections, ...read } = await readDefederation(store, own, monthOf(name, clock.now())!);
  return { ...read, told: rejections, by: rejections.map(({ policy }) => [policy.observer, policy.level]) };
}

describe('a report on a month', () => {
  it('has what stood on the lists at its end, though it ended and came back, with the level of then', async () => {
    const always = [
      ['above.example', 'reject'],
      ['veiled.example', 'reject'],
    ];

    expect((await month('2025-10')).by).toEqual([
      always[0],
      ['back.example', 'reject'],
      ['softer.example', 'reject'],
      always[1],
    ]);
    expect((await month('2025-11')).by).toEqual([...always, ['softer.example', 'limit']]);
    expect((await month('2025-12')).by).toEqual([
      always[0],
      ['back.example', 'reject'],
      ['once.example', 'reject'],
      always[1],
      ['softer.example', 'limit'],
    ]);
    const since = async (name: string) =>
      (await month(name)).told.find(({ policy }) => policy.observer === 'back.example')?.policy.firstSeen;
    expect([await since('2025-10'), await since('2025-12')]).toEqual([on(10, 1).readAt, on(12, 3).readAt]);
  });

  it('weighs peers with the sizes that they stated until its end', async () => {
    const shares = async (name: string) => {
      const { reach, told } = await month(name);
      return [
        reach.at(-1)?.bySize,
        told.find(({ policy }) => policy.observer === 'back.example')?.activeUsers,
      ];
    };

    // back.example rejects with a weight of 2, and 3 are left.
    expect(await shares('2025-10')).toEqual([3 / 5, 100]);
    expect(await shares('2025-11')).toEqual([1, undefined]);
    expect(await shares('2025-12')).toEqual([1 / 6, 100_000]);
    expect(await store.statedSizes([host('huge.example')], on(9, 30).readAt)).toEqual(new Map());
  });

  it('counts as rejecting who did then, though its level changed before the period', async () => {
    const week = { since: '2025-11-30T00:00:00.000Z', until: '2025-12-07T00:00:00.000Z' };
    const { reach, changes } = await readDefederation(store, own, week);

    expect(reach.slice(1, 5).map(({ at, accepting }) => [at.slice(5, 10), accepting])).toEqual([
      ['10-26', 2],
      ['11-02', 2],
      ['11-09', 4],
      ['11-16', 4],
    ]);
    expect(changes.map(({ observer }) => observer)).toEqual(['back.example', 'once.example']);
  });

  it('says of each rejection how sure it is', async () => {
    const { told } = await month('2025-12');

    expect(told.map(({ policy, confidence }) => [policy.observer, policy.by, confidence])).toEqual([
      ['above.example', 'parent', { level: 'low', doubts: ['parent', 'unreadable'] }],
      ['back.example', 'name', { level: 'medium', doubts: ['once'] }],
      ['once.example', 'name', { level: 'medium', doubts: ['once'] }],
      ['veiled.example', 'digest', { level: 'high', doubts: [] }],
      ['softer.example', 'name', { level: 'high', doubts: [] }],
    ]);
  });

  it('says of each change how sure it is: a change that a later reading finds, and one that the next takes back', async () => {
    const changes = async (name: string) =>
      (await month(name)).changes.map(({ observer, kind, by, confidence }) => [
        ...[observer, kind, by, confidence.level],
        ...confidence.doubts,
      ]);

    expect(await changes('2025-10')).toEqual([
      ['above.example', 'added', 'parent', 'medium', 'parent'],
      ['back.example', 'added', 'name', 'medium', 'once'],
      ['softer.example', 'added', 'name', 'medium', 'once'],
      ['veiled.example', 'added', 'digest', 'high'],
    ]);
    expect(await changes('2025-11')).toEqual([
      ['back.example', 'removed', 'name', 'medium', 'once'],
      ['softer.example', 'level-changed', 'name', 'high'],
    ]);
  });
});
