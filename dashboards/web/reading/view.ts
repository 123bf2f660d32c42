import { certificateEnd } from '../../../analyzer/certificate.ts';
import { type Standing, standingOf } from '../../../analyzer/standing.ts';
import { instant } from '../../../model/clock.ts';
import type { Finding } from '../../../model/finding.ts';
import type { Observation } from '../../../model/observation.ts';
import type { ServerStanding } from '../../../model/server.ts';
import type { Store } from '../../../store/store.ts';

/** A server as lists show it. Instants are RFC 3339, UTC. */
export interface ServerView {
  readonly server: ServerStanding;
  readonly state: Standing;
  /** Whether the newest observations got no answer at all; a server may fail a rule and be unreachable. */
  readonly unreachable: boolean;
  /** When the state began. Absent: nothing was judged yet. */
  readonly since?: string;
  /** Start of the newest observation that was made. Absent: none was. */
  readonly observedAt?: string;
  /** When its certificate ends, RFC 3339. Absent: none was seen. */
  readonly certificateEnd?: string;
  /** Current findings that failed. */
  readonly failing: readonly Finding[];
  /** Whether its newest observations are replayed history, or its state began there. */
  readonly replayed: boolean;
}

/** Servers as lists show them, in the order given; a few queries however many they are. */
export async function viewsOf(
  store: Store,
  servers: readonly ServerStanding[],
): Promise<readonly ServerView[]> {
  if (servers.length === 0) return [];
  const hosts = servers.map(({ host }) => host);
  const [latest, findings, replayed] = await Promise.all([
    store.latest(hosts),
    store.findingsOf(hosts),
    store.replayedUntil(hosts),
  ]);
  const observed = Map.groupBy(latest, ({ server }) => server);
  const found = Map.groupBy(findings, ({ server }) => server);
  const views = servers.map((server) =>
    viewOf(server, {
      latest: observed.get(server.host) ?? [],
      findings: found.get(server.host) ?? [],
      replayedUntil: replayed.get(server.host),
    }),
  );
  return sinceDown(store, views);
}

const lookedBackMs = 10 * 86_400_000;

/**
 * Views in which an outage began with the first of the visits in a row that found the server down. Rules change their answers while it lasts,
 * so they do not tell. Looks ten days back; where no visit tells, nothing is changed.
 */
export async function sinceDown(store: Store, views: readonly ServerView[]): Promise<readonly ServerView[]> {
  const down = views.filter(({ state }) => state === 'unreachable');
  const until = newest(down.map(({ observedAt }) => observedAt));
  if (until === undefined) return views;
  const hosts = down.map(({ server }) => server.host);
  const runs = await store.downRuns(hosts, instant(Date.parse(until) - lookedBackMs), until);
  const began = new Map(runs.map((run) => [run.server, run.began]));
  return views.map((view) => {
    const since = view.state === 'unreachable' ? began.get(view.server.host) : undefined;
    return since === undefined ? view : { ...view, since };
  });
}

/** What is known of one server. `replayedUntil`: where its replayed history ends; absent: all was seen live. */
interface Known {
  readonly latest: readonly Observation[];
  readonly findings: readonly Finding[];
  readonly replayedUntil: string | undefined;
}

/** Whether something that began at an instant began in replayed history. Both RFC 3339 in UTC, which sorts as text. */
export function isReplayed(since: string | undefined, replayedUntil: string | undefined): boolean {
  return since !== undefined && replayedUntil !== undefined && since <= replayedUntil;
}

/** One server as lists show it, from its newest observations and current findings. */
export function viewOf(server: ServerStanding, { latest, findings, replayedUntil }: Known): ServerView {
  const state = standingOf(latest, findings);
  const failing = findings.filter(({ outcome }) => outcome === 'failed');
  const since = sinceOf(state, failing, findings);
  const made = latest.filter(({ outcome }) => outcome !== 'missed');
  const observedAt = newest(made.map(({ startedAt }) => startedAt));
  const ends = certificateEnd(latest);
  return {
    server,
    state,
    unreachable: standingOf(latest, []) === 'unreachable',
    ...(since !== undefined && { since }),
    ...(observedAt !== undefined && { observedAt }),
    ...(ends !== undefined && { certificateEnd: ends }),
    failing,
    replayed: latest.some(({ replayed }) => replayed) || isReplayed(since, replayedUntil),
  };
}

/** Failing: since the oldest failure began. Otherwise: since the last finding became what it is. */
function sinceOf(
  state: Standing,
  failing: readonly Finding[],
  findings: readonly Finding[],
): string | undefined {
  if (state === 'unjudged') return undefined;
  if (state === 'failing') return failing.map(({ since }) => since).toSorted()[0];
  return newest(findings.map(({ since }) => since));
}

/** RFC 3339 in UTC sorts as text. */
function newest(instants: readonly (string | undefined)[]): string | undefined {
  return instants
    .filter((at) => at !== undefined)
    .toSorted()
    .at(-1);
}
