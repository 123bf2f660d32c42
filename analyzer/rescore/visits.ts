import type { Observation } from '../../model/observation.ts';
import type { Rescoring, Stretch } from '../../store/rescoring.ts';

/** Observations of one server in the order in which they were due, those of one moment at one vantage together. */
export async function* visits(
  store: Pick<Rescoring, 'observed'>,
  stretch: Stretch,
): AsyncGenerator<readonly Observation[]> {
  let open: Observation[] = [];
  for await (const page of store.observed(stretch)) {
    for (const observation of page) {
      const [first] = open;
      if (first !== undefined && !isSameVisit(first, observation)) {
        yield open;
        open = [];
      }
      open.push(observation);
    }
  }
  if (open.length > 0) yield open;
}

function isSameVisit(a: Observation, b: Observation): boolean {
  return a.scheduledAt === b.scheduledAt && a.vantage === b.vantage;
}
