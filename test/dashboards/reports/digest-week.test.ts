import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { weekBefore } from '../../../analyzer/defederation/week.ts';
import { readDigest } from '../../../dashboards/reports/digest/digest.ts';
import { digestText } from '../../../dashboards/reports/digest/text.ts';
import { tongueOf } from '../../../dashboards/reports/words/tongue.ts';
import { openScratchStore, type ScratchStore } from '../../../store/scratch.ts';
import { aServer, clock, host, keptLog } from '../../store/examples.ts';
import { scratchDirectory } from '../../store/furnished.ts';
import { against, aList } from '../../store/policies/lists.ts';

const own = host('social.example');
const peers = ['first.example', 'second.example', 'third.example'];
/** From 3 to 9 November; all that the lists say from the eleventh on comes after it. */
const week = weekBefore('2025-11-10', 'UTC')!;

let store: ScratchStore;
beforeAll(async () => {
  store = await openScratchStore(await scratchDirectory(), { log: keptLog(), clock });
  const watchedSince = '2025-10-01T00:00:00.000Z';
  await store.enrol([
    aServer(own, { role: 'hosted', watchedSince }),
    ...peers.map((name) => aServer(name, { watchedSince })),
  ]);
  // In turn, as each reading is compared with the one before.
  for (const list of [
    ...peers.map((name) => aList(name, 1, [])),
    aList('first.example', 4, [against(own)]),
    aList('second.example', 5, [against(own, 'limit')]),
    aList('second.example', 11, [against(own)]),
    aList('third.example', 12, [against(own)]),
  ])
    await store.recordPolicies([list]);
});
afterAll(() => store.close());

describe('the digest of a week', () => {
  it('keeps its changes however many came after it', async () => {
    const { servers, cutAt } = await readDigest(store, week, 2);

    expect(cutAt).toBeUndefined();
    expect(servers[0]?.changes.map(({ observer }) => observer)).toEqual(['first.example', 'second.example']);
  });

  it('counts with the levels of then, though one changed after it', async () => {
    expect((await readDigest(store, week)).servers).toMatchObject([
      {
        ...{ rejecting: 1, limiting: 1 },
        before: { at: week.since, peers: 3, accepting: 3 },
        after: { at: week.until, peers: 3, accepting: 2 },
      },
    ]);
  });

  it('counts the lists that were read whole in it, and says so where there was none', async () => {
    const unwatched = await readDigest(store, weekBefore('2025-11-24', 'UTC')!);

    expect((await readDigest(store, week)).listsRead).toBe(2);
    expect(unwatched).toMatchObject({ listsRead: 0, servers: [], coverage: { byState: { published: 3 } } });
    const text = digestText(unwatched, tongueOf('en'), 9);
    expect(text).toContain('No list was read in this week');
    expect(text).toContain('3 of 3 peers publish a list we may read.');
  });

  it('with more changes than are read says which are left out', async () => {
    const read = await readDigest(store, week, 1);

    expect(read).toMatchObject({
      cutAt: '2025-11-04T10:00:00.000Z',
      servers: [{ rejecting: 1, limiting: 1, changes: [{ observer: 'second.example' }] }],
    });
    expect(digestText(read, tongueOf('en'), 9)).toContain(
      'There were too many changes to read: those until 4 November 2025 at 10:00 UTC are left out',
    );
  });

  it('counts nobody of whom the newest readings cannot tell', async () => {
    const on = (day: number) => ({ readAt: `2025-12-0${day}T10:00:00.000Z` });
    await store.recordPolicies([aList('third.example', 1, [], { ...on(2), mode: 'allow-list' })]);
    await store.recordPolicies([aList('first.example', 1, [], on(3))]);

    const { servers } = await readDigest(store, weekBefore('2025-12-08', 'UTC')!);
    expect(servers).toMatchObject([{ rejecting: 1, limiting: 0 }]);
    const before = await readDigest(store, weekBefore('2025-11-17', 'UTC')!);
    expect(before.servers).toMatchObject([{ rejecting: 3, limiting: 0 }]);
  });
});
