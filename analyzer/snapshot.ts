import type { Host } from '../model/host.ts';
import type { News } from '../model/news.ts';
import type { EarlierObservation, Observation } from '../model/observation.ts';
import type { ServerStanding } from '../model/server.ts';
import type { SoftwareCatalogue } from '../model/software/catalogue.ts';
import type { Subject } from '../rules/rule.ts';

/** How far rules that compare look back. */
export const compared = { observations: 10, days: 30 } as const;

/** One server as rules see it: the newest telling observation of each probe. */
export interface Snapshot {
  readonly server: Subject;
  /** By probe id. */
  readonly observations: ReadonlyMap<string, Observation>;
  /** Observations with data that rules compare the newest with, by probe id, newest first; the newest itself may be among them. */
  readonly past: ReadonlyMap<string, readonly EarlierObservation[]>;
  /** Observations as they were at an instant that a rule asked for. Absent: none did. */
  readonly recalled?: readonly Observation[];
  /** What is known of software beyond this server. Absent: only what is built in. */
  readonly news?: News;
  /** By what software is known. Absent: by what is built in. */
  readonly software?: SoftwareCatalogue;
}

/**
 * The snapshot of a server; observations of other servers are left out, and a `missed` one counts only where a probe has no other.
 * `past`: earlier observations for rules that compare.
 */
export function snapshotOf(
  server: ServerStanding,
  observations: readonly Observation[],
  past: readonly EarlierObservation[] = [],
): Snapshot {
  const newest = new Map<string, Observation>();
  for (const observation of observations) {
    if (observation.server !== server.host) continue;
    const known = newest.get(observation.probe);
    if (known === undefined || isNewer(observation, known)) newest.set(observation.probe, observation);
  }
  const { host, consent, expect, state } = server;
  const subject = { host, consent, expect, ...(state !== undefined && { state }) };
  return { server: subject, observations: newest, past: pastByProbe(past, host) };
}

/** What has data of the past of a server, by probe id, newest first. */
export function pastByProbe(past: readonly EarlierObservation[], server: Host): Snapshot['past'] {
  const own = past.filter((each) => each.server === server && each.outcome === 'ok');
  const newestFirst = own.toSorted((a, b) => (order(a) > order(b) ? -1 : 1));
  return Map.groupBy(newestFirst, ({ probe }) => probe);
}

/** What a rule may compare a probe's newest observation with: data of another version has another shape. */
export function earlierThan({ observations, past }: Snapshot, probe: string): readonly EarlierObservation[] {
  const newest = observations.get(probe);
  if (newest === undefined) return [];
  const isComparable = (each: EarlierObservation) =>
    each.probeVersion === newest.probeVersion && each.startedAt < newest.startedAt;
  return (past.get(probe) ?? []).filter(isComparable).slice(0, compared.observations);
}

/** The observation of a probe that a rule asked for, where it has data of the same shape as the newest and is older: none or one. */
export function recalledOf({ observations, recalled = [] }: Snapshot, probe: string): readonly Observation[] {
  const newest = observations.get(probe);
  const isComparable = (each: Observation) =>
    each.probe === probe &&
    each.outcome === 'ok' &&
    each.probeVersion === newest?.probeVersion &&
    each.startedAt < newest.startedAt;
  return recalled.filter(isComparable).slice(0, 1);
}

function isNewer(candidate: Observation, known: Observation): boolean {
  const missed = candidate.outcome === 'missed';
  if (missed !== (known.outcome === 'missed')) return !missed;
  return order(candidate) > order(known);
}

/** RFC 3339 in UTC with milliseconds sorts as text; the id decides between equals. */
function order({ startedAt, id }: EarlierObservation): string {
  return `${startedAt} ${id}`;
}

/** When the newest of some observations was made. Undefined: there are none. */
export function newestAt(observations: Iterable<EarlierObservation>): string | undefined {
  let newest: string | undefined;
  for (const { startedAt } of observations)
    if (newest === undefined || startedAt > newest) newest = startedAt;
  return newest;
}
