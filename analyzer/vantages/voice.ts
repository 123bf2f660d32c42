import type { EarlierObservation, Observation } from '../../model/observation.ts';
import type { ServerStanding } from '../../model/server.ts';
import type { ServerRule } from '../../rules/rule.ts';
import type { VantageReads } from '../../store/vantages.ts';
import { pastByProbe, type Snapshot } from '../snapshot.ts';

/** What it takes to tell vantages apart. */
export interface VantageOptions {
  readonly store: VantageReads;
  /** How often one vantage asks a server, in milliseconds. */
  periodMs(probe: string, server: ServerStanding): number;
}

/** One vantage, and the server as it sees it. */
export interface Voice {
  readonly vantage: string;
  readonly snapshot: Snapshot;
}

/** What vantages saw of a server. `seen`: the newest observation of each probe from each vantage. `past`: as many to compare with from each. */
export interface SeenApart {
  readonly seen: readonly Observation[];
  readonly past: readonly EarlierObservation[];
}

/** The server as each vantage sees it, by name. `present`: as all of them together do. */
export function voicesOf(present: Snapshot, { seen, past }: SeenApart): readonly Voice[] {
  const byVantage = [...Map.groupBy(seen, ({ vantage }) => vantage)];
  return byVantage
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([vantage, own]) => ({
      vantage,
      snapshot: {
        ...present,
        observations: new Map(own.map((observation) => [observation.probe, observation])),
        past: pastByProbe(
          past.filter((each) => each.vantage === vantage),
          present.server.host,
        ),
      },
    }));
}

/** A vantage is fresh for two of its periods: at the second it has missed one. */
const freshPeriods = 2;
/** Visits to a server that is down take their time, so ten minutes are never too old; `availability.confirmed` has the same bound. */
const leastFreshMs = 600_000;

/** How old an observation may be beside the newest one from anywhere, in milliseconds. */
export function freshMs(periodMs: number): number {
  return Math.max(leastFreshMs, freshPeriods * periodMs);
}

/** What freshness is measured by. `present`: the server as all vantages together see it. */
export interface Freshness {
  readonly present: Snapshot;
  periodMs(probe: string): number;
}

/** Can a vantage speak on a rule? It can when all that was asked for the rule from anywhere is fresh from there too. */
export function canSpeak({ snapshot }: Voice, rule: ServerRule, { present, periodMs }: Freshness): boolean {
  const asked = [...rule.needs, ...(rule.settles ?? [])].flatMap(
    (probe) => present.observations.get(probe) ?? [],
  );
  const told = asked.filter(({ outcome }) => outcome !== 'missed');
  return told.length > 0 && told.every((newest) => isFresh(snapshot, newest, periodMs(newest.probe)));
}

function isFresh({ observations }: Snapshot, newest: Observation, periodMs: number): boolean {
  const own = observations.get(newest.probe);
  if (own === undefined) return false;
  return Date.parse(newest.scheduledAt) - Date.parse(own.scheduledAt) <= freshMs(periodMs);
}
