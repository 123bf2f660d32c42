import type { Observation } from '../model/observation.ts';
import type { ServerStanding } from '../model/server.ts';
import type { Subject } from '../rules/rule.ts';

/** One server as rules see it: the newest telling observation of each probe. */
export interface Snapshot {
  readonly server: Subject;
  /** By probe id. */
  readonly observations: ReadonlyMap<string, Observation>;
}

/** The snapshot of a server; observations of other servers are left out, and a `missed` one counts only where a probe has no other. */
export function snapshotOf(server: ServerStanding, observations: readonly Observation[]): Snapshot {
  const newest = new Map<string, Observation>();
  for (const observation of observations) {
    if (observation.server !== server.host) continue;
    const known = newest.get(observation.probe);
    if (known === undefined || isNewer(observation, known)) newest.set(observation.probe, observation);
  }
  const { host, consent, expect } = server;
  return { server: { host, consent, expect }, observations: newest };
}

function isNewer(candidate: Observation, known: Observation): boolean {
  const missed = candidate.outcome === 'missed';
  if (missed !== (known.outcome === 'missed')) return !missed;
  return order(candidate) > order(known);
}

/** RFC 3339 in UTC with milliseconds sorts as text; the id decides between equals. */
function order({ startedAt, id }: Observation): string {
  return `${startedAt} ${id}`;
}

/** When the newest of some observations was made. Undefined: there are none. */
export function newestAt(observations: Iterable<Observation>): string | undefined {
  let newest: string | undefined;
  for (const { startedAt } of observations)
    if (newest === undefined || startedAt > newest) newest = startedAt;
  return newest;
}
