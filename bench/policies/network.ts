import type { Engine } from '../../store/engine/engine.ts';
import type { Store } from '../../store/store.ts';
import type { Measure } from '../measure.ts';
import { fastest } from './fastest.ts';
import { fillWatched } from './filling.ts';
import { sizeWords } from './size.ts';

/** What the analyzer counts over a year's policies, so that no page has to. It is within the memory of the engine, or this fails. */
export async function measureNetwork(
  engine: Engine,
  store: Store,
  servers: number,
): Promise<readonly Measure[]> {
  await fillWatched(engine, servers);
  const start = performance.now();
  await store.tallyNetwork({ at: new Date().toISOString(), isWanted: () => true });
  const counting = performance.now() - start;
  const page = await fastest(() => store.networkTally(50), 9);
  return [
    {
      measure: 'who is rejected most, for a page',
      value: Math.round(counting / page),
      unit: 'times faster',
      against: `counting it (${(counting / 1_000).toFixed(1)} s), lists of ${sizeWords(servers)} and as many others watched`,
    },
  ];
}
