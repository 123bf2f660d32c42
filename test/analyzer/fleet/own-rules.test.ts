import { afterAll, beforeAll, expect, it } from 'vitest';
import { admitRules } from '../../../analyzer/fleet/admit.ts';
import { ownFleetRules } from '../../../analyzer/fleet/load.ts';
import { tryRule } from '../../../analyzer/fleet/trial.ts';
import { openScratchStore, type ScratchStore } from '../../../store/scratch.ts';
import { clock, keptLog } from '../../store/examples.ts';
import { temporaryDirectory } from '../../store/temporary.ts';

let store: ScratchStore;
beforeAll(async () => {
  store = await openScratchStore(await temporaryDirectory(), { log: keptLog(), clock });
});
afterAll(() => store.close());

it.each(ownFleetRules().map((rule) => [rule.id, rule] as const))(
  '%s does what its tests say',
  async (_id, rule) => {
    const { admitted, refused } = await admitRules({ store, clock }, [rule]);
    expect(refused).toEqual([]);
    const results = await Promise.all(admitted.map((each) => tryRule(store, each)));
    expect(results.flat().filter(({ mistakes }) => mistakes.length > 0)).toEqual([]);
  },
);
