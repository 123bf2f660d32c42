import { setImmediate as othersTurn } from 'node:timers/promises';
import type { Finding } from '../model/finding.ts';
import type { Host } from '../model/host.ts';
import type { EarlierObservation, Observation } from '../model/observation.ts';
import type { ServerStanding } from '../model/server.ts';
import type { AnalyzeOptions } from './analyze.ts';
import type { RuleBug } from './judge.ts';
import { eachKept, newestOfAll } from './past.ts';
import { compared, snapshotOf } from './snapshot.ts';
import { isTransition } from './transition.ts';
import { confirmedEach, type KnownByVantage } from './vantages/confirm-each.ts';
import { seenByEach } from './vantages/seen.ts';

/** What came of one server. `news`: findings that are written. */
export interface Result {
  readonly server: Host;
  readonly news: readonly Finding[];
  readonly bugs: readonly RuleBug[];
}

/** Servers that are judged without a break. Others wait for the event loop meanwhile. */
const unbroken = 10;

/** Judges some servers, of which all is read in one go; those without observations are left out. Documents of one server at a time are taken apart. */
export async function judgeBatch(
  options: AnalyzeOptions,
  hosts: readonly Host[],
  standings: ReadonlyMap<Host, ServerStanding>,
): Promise<readonly Result[]> {
  const { store, software } = options;
  const latest = await store.latestInTurn(hosts);
  const pastAt = inStep(await pastOf(options, hosts, latest.newest));
  const current = Map.groupBy(await store.earlierFindings(hosts), ({ server }) => server);
  const { observed, seen } = await seenIn(options, latest.servers, standings);
  const news = await options.news?.();
  const ofSoftware = { ...(news && { news }), ...(software && { software }) };
  const results: Result[] = [];
  for (const observations of observed) {
    const server = standingIn(standings, observations);
    if (server === undefined) continue;
    const { host } = server;
    const past = pastAt(host);
    const snapshot = { ...snapshotOf(server, observations, newestOfAll(past)), ...ofSoftware };
    const previous = current.get(host) ?? [];
    const known = { snapshot, previous, seen: seen?.get(host) ?? [], past };
    results.push(await judgeServer(options, server, known));
    if (results.length % unbroken === 0) await othersTurn();
  }
  return results;
}

interface SeenIn {
  /** By server. */
  readonly observed: Iterable<readonly Observation[]>;
  /** By vantage; absent: they are not told apart. */
  readonly seen?: ReadonlyMap<Host, readonly Observation[]>;
}

/** What each vantage saw is read for all servers at once, and only then all that was observed of them is held. */
async function seenIn(
  { vantages }: AnalyzeOptions,
  observed: Iterable<readonly Observation[]>,
  standings: ReadonlyMap<Host, ServerStanding>,
): Promise<SeenIn> {
  if (vantages === undefined) return { observed };
  const all = [...observed];
  const servers = all.flatMap((observations) => standingIn(standings, observations) ?? []);
  return { observed: all, seen: await seenByEach(vantages, { servers, latest: all.flat() }) };
}

function standingIn(
  standings: ReadonlyMap<Host, ServerStanding>,
  [first]: readonly Observation[],
): ServerStanding | undefined {
  return first && standings.get(first.server);
}

/** What lies in the order of servers, for one server after the other; who asks goes the same way, so that only one's own is held. */
function inStep<One extends { readonly server: Host }>(all: Iterable<One>): (host: Host) => readonly One[] {
  const rest = Iterator.from(all);
  let next = rest.next();
  return (host) => {
    const own: One[] = [];
    for (; next.done !== true && next.value.server <= host; next = rest.next())
      if (next.value.server === host) own.push(next.value);
    return own;
  };
}

/** What some rules compare the newest observations with. `newest`: RFC 3339; undefined: there are none. */
async function pastOf(
  { store, rules, vantages }: AnalyzeOptions,
  servers: readonly Host[],
  newest: string | undefined,
): Promise<Iterable<EarlierObservation>> {
  const probes = [...new Set(rules.flatMap(({ compares = [] }) => compares))];
  if (probes.length === 0 || newest === undefined) return [];
  const since = new Date(Date.parse(newest) - compared.days * 86_400_000).toISOString();
  return store.earlier({
    ...{ servers, probes, since, each: eachKept },
    ...(vantages !== undefined && { byVantage: true }),
  });
}

async function judgeServer(
  options: AnalyzeOptions,
  server: ServerStanding,
  known: KnownByVantage,
): Promise<Result> {
  const { findings, bugs } = await confirmedEach(options, server, known);
  const before = new Map(known.previous.map((finding) => [finding.rule, finding]));
  const news = findings.filter((finding) => isTransition(before.get(finding.rule), finding));
  return { server: server.host, news, bugs };
}
