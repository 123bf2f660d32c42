import type { EarlierObservation } from '../model/observation.ts';
import { compared } from './snapshot.ts';

/** How many of each probe of a server are kept to compare with: one more than rules see, as the newest is among them. */
export const eachKept = compared.observations + 1;

/** The newest of each probe of each server, wherever they were made. */
export function newestOfAll(past: readonly EarlierObservation[]): readonly EarlierObservation[] {
  return newestBy(past, ({ server, probe }) => `${server} ${probe}`);
}

/** The newest of each probe of each server from each vantage. */
export function newestOfEach(past: readonly EarlierObservation[]): readonly EarlierObservation[] {
  return newestBy(past, ({ server, probe, vantage }) => `${server} ${probe} ${vantage}`);
}

function newestBy(
  past: readonly EarlierObservation[],
  keyOf: (one: EarlierObservation) => string,
): readonly EarlierObservation[] {
  return [...Map.groupBy(past, keyOf).values()].flatMap((all) =>
    all.toSorted((a, b) => (a.scheduledAt > b.scheduledAt ? -1 : 1)).slice(0, eachKept),
  );
}
