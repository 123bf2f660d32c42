import { certificateEnd } from '../../../analyzer/certificate.ts';
import { type Standing, standingOf } from '../../../analyzer/standing.ts';
import type { Finding } from '../../../model/finding.ts';
import type { Observation } from '../../../model/observation.ts';
import type { ServerStanding } from '../../../model/server.ts';
import type { Store } from '../../../store/store.ts';
import { isReplayed, newest, withBeginnings } from './beginnings.ts';

/** A server as lists show it. Instants are RFC 3339, UTC. */
export interface ServerView {
  readonly server: ServerStanding;
  readonly state: Standing;
  /** Whether the newest observations got no answer at all; a server may fail a rule and be unreachable. */
  readonly unreachable: boolean;
  /** When the state began. Absent: nothing was judged yet. */
  readonly since?: string;
  /** Since when no visit got an answer. Absent: the newest did, or nothing tells. */
  readonly downSince?: string;
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
  return withBeginnings(store, views, replayed);
}

/** What is known of one server. `replayedUntil`: where its replayed history ends; absent: all was seen live. */
interface Known {
  readonly latest: readonly Observation[];
  readonly findings: readonly Finding[];
  readonly replayedUntil: string | undefined;
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

/** Failing: since the oldest failure began. Otherwise: since the last finding became what it is, as far as nothing else tells. */
function sinceOf(
  state: Standing,
  failing: readonly Finding[],
  findings: readonly Finding[],
): string | undefined {
  if (state === 'unjudged') return undefined;
  if (state === 'failing') return failing.map(({ since }) => since).toSorted()[0];
  return newest(findings.map(({ since }) => since));
}
