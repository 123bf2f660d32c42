import { afterAll, beforeAll, expect, it } from 'vitest';
import { readPanel } from '../../../dashboards/panels/read.ts';
import { rejectionsOverTime } from '../../../dashboards/panels/rejections-over-time.ts';
import { openScratchStore, type ScratchStore } from '../../../store/scratch.ts';
import { aServer, clock, keptLog } from '../../store/examples.ts';
import { scratchDirectory } from '../../store/furnished.ts';
import { against, aList } from '../../store/policies/lists.ts';

const own = 'social.ours.example';
const above = 'ours.example';
/** What each list had on it on the days 1, 2 and 3. */
const lists = {
  'kind.example': [[own], [], []],
  'above.example': [[own, above], [above], [above]],
  'later.example': [[own, above], [above], []],
  'swap.example': [[own], [above], [above]],
  'new.example': [[], [own], [own]],
};
let store: ScratchStore;

beforeAll(async () => {
  store = await openScratchStore(await scratchDirectory(), { log: keptLog(), clock });
  await store.enrol([
    aServer(own, { role: 'hosted', customer: 'Ours' }),
    ...Object.keys(lists).map((name) => aServer(name)),
  ]);
  for (const day of [1, 2, 3])
    await store.recordPolicies(
      Object.entries(lists).map(([peer, days]) =>
        aList(
          peer,
          day,
          (days[day - 1] ?? []).map((name) => against(name)),
        ),
      ),
    );
});
afterAll(() => store.close());

it('a peer that takes our name off and keeps a domain above it has lifted nothing, until that goes too', async () => {
  const window = { from: '2025-11-01T00:00:00.000Z', to: '2025-11-05T00:00:00.000Z' };
  const rows = await readPanel(store, rejectionsOverTime, { ...window, customer: 'Ours' });

  expect(rows).toEqual([
    { time: '2025-11-02T10:00:00Z', Added: 1, Lifted: 1 },
    { time: '2025-11-03T10:00:00Z', Added: 0, Lifted: 1 },
  ]);
});
