import { afterAll, beforeAll, expect, it } from 'vitest';
import { rateChanges } from '../../../analyzer/defederation/confidence.ts';
import { openScratchStore, type ScratchStore } from '../../../store/scratch.ts';
import { clock, host, keptLog } from '../../store/examples.ts';
import { scratchDirectory } from '../../store/furnished.ts';
import { against, aList } from '../../store/policies/lists.ts';

const own = host('social.example');

let store: ScratchStore;
beforeAll(async () => {
  store = await openScratchStore(await scratchDirectory(), { log: keptLog(), clock });
  const entries = [against(own)];
  // In turn, as each reading is compared with the one before.
  for (const list of [
    ...['once.example', 'twice.example', 'open.example'].map((name) => aList(name, 1, [])),
    ...['once.example', 'twice.example', 'open.example'].map((name) => aList(name, 2, entries)),
    aList('twice.example', 3, [...entries, against('other.example')]),
    ...['once.example', 'twice.example'].map((name) => aList(name, 4, [], { mode: 'allow-list' })),
    aList('open.example', 4, entries),
  ])
    await store.recordPolicies([list]);
});
afterAll(() => store.close());

it('a reading that cannot tell of an entry any more does not find its change again', async () => {
  const since = '2025-11-01T00:00:00.000Z';
  const { changes } = await store.newestPolicyChanges({ since, subject: own }, 10);
  const policies = await store.policiesAbout(own);
  const rated = await rateChanges(store, changes, policies);

  expect(rated.map(({ observer, confidence }) => [observer, ...confidence.doubts])).toEqual([
    ['once.example', 'once'],
    ['open.example'],
    ['twice.example'],
  ]);
});
