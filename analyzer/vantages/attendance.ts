import type { Observation } from '../../model/observation.ts';
import type { Snapshot } from '../snapshot.ts';
import { type Freshness, freshMs, type Voice } from './voice.ts';

/**
 * Does a vantage still visit the server? One that was taken away can never be asked again, so a question that is rarely asked must not wait for it.
 * A peer that gave no answer, or was too busy, is visited later than its slots say: there, silence tells nothing.
 */
export function attends({ snapshot }: Voice, { present, periodMs }: Freshness): boolean {
  const own = newestVisit(snapshot);
  if (present.server.consent === 'peer' && mayRest(own)) return true;
  const visitMs = Math.min(...[...present.observations.keys()].map(periodMs));
  return slotMs(newestVisit(present)) - slotMs(own) <= freshMs(visitMs);
}

/** What was seen in the newest slot in which anything was. */
function newestVisit({ observations }: Snapshot): readonly Observation[] {
  const seen = [...observations.values()].filter(({ outcome }) => outcome !== 'missed');
  const newestMs = slotMs(seen);
  return seen.filter(({ scheduledAt }) => Date.parse(scheduledAt) === newestMs);
}

function slotMs(observations: readonly Observation[]): number {
  return Math.max(...observations.map(({ scheduledAt }) => Date.parse(scheduledAt)));
}

/** What the back-off of the crawler may follow from. */
function mayRest(visit: readonly Observation[]): boolean {
  const statuses = visit.flatMap(({ exchanges }) => exchanges).flatMap(({ status }) => status ?? []);
  return statuses.length === 0 || statuses.some((status) => status === 429 || status === 503);
}
