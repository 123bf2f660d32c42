import { afterAll, beforeAll, expect, it } from 'vitest';
import { ownFleetRules } from '../../analyzer/fleet/load.ts';
import { readNetwork } from '../../dashboards/web/reading/network.ts';
import { openScratchStore, type ScratchStore } from '../../store/scratch.ts';
import { randomFrom } from '../random.ts';
import { anObservation, aServer, clock, host, keptLog } from '../store/examples.ts';
import { scratchDirectory } from '../store/furnished.ts';
import { against, aList } from '../store/policies/lists.ts';

const random = randomFrom(34);
const peers = Array.from({ length: 11 }, (_, place) => `peer-${place}.example`);
/** More than the page shows of those that are rejected most. */
const shunned = Array.from({ length: 55 }, (_, place) => `shunned-${place}.example`);
const others = Array.from({ length: 40 }, (_, place) => `other-${place}.example`);

let store: ScratchStore;
beforeAll(async () => {
  store = await openScratchStore(await scratchDirectory(), { log: keptLog(), clock });
  await store.enrol([
    ...peers.map((name) => aServer(name)),
    ...[...shunned, ...others].map((name) => aServer(name, { role: 'hosted' })),
  ]);
  await store.take(
    peers.slice(0, 8).map((name, place) => {
      const document = { data: { software: { name: 'mastodon' }, usersActiveMonth: 10 ** (place % 6) } };
      return anObservation({ server: host(name), data: { document } });
    }),
  );
  const lists = peers.map(() => ({
    first: others.filter(() => random() < 0.55),
    second: others.filter(() => random() < 0.15),
  }));
  for (const day of [1, 2])
    await store.recordPolicies(
      peers.map((name, place) => {
        const { first = [], second = [] } = lists[place] ?? {};
        const known = day === 1 ? first : [...new Set([...first, ...second])];
        return aList(
          name,
          day,
          [...shunned, ...known].map((each) => against(each)),
        );
      }),
    );
  await store.tallyNetwork({ at: '2025-11-03T00:00:00.000Z', isWanted: () => true, together: 40 });
});
afterAll(() => store.close());

it('an island is the same server to the rule and to the page, however many are rejected by more', async () => {
  const rule = ownFleetRules().find(({ id }) => id === 'peering.island')!;
  const query = await store.sandbox.admit(rule.sql);
  const window = { from: '2025-10-27T00:00:00.000Z', to: '2025-11-03T00:00:00.000Z' };
  const judged = (await query.rows(window)).filter(({ outcome }) => outcome === 'failed');
  const ruled = judged.map(({ server }) => String(server)).toSorted();
  const tally = await store.networkTally(1_000);
  const { islands = [], mostRejected } = await readNetwork(store);

  expect(tally?.islands.map((one) => one.host as string).toSorted()).toEqual(ruled);
  const found = ruled.filter((server) => server.startsWith('other-'));
  expect([found.length > 3, found.length < others.length - 3]).toEqual([true, true]);
  // The page has all of them, also those that are not among the most rejected.
  expect(islands.map((one) => one.host)).toEqual(tally?.islands.map((one) => one.host));
  expect(mostRejected.map((one) => one.host)).not.toContain(found[0]);
});
