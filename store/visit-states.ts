import type { Host } from '../model/host.ts';
import { columnInstant, type Engine } from './engine/engine.ts';

/** What one visit says of a server's availability, as the view `visits` of the schema tells it. */
export interface VisitState {
  /** RFC 3339, UTC. */
  readonly at: string;
  readonly vantage: string;
  readonly state: 'up' | 'down' | 'unknown';
  /** Why it was down, in words. Empty: it was not. */
  readonly reason: string;
  /** An observation that says so. Empty: none does. */
  readonly evidence: string;
}

/** An unbroken row of visits that found a server down, with none after it that found it up. Instants RFC 3339, UTC. */
export interface DownRun {
  readonly server: Host;
  /** The first of them. */
  readonly began: string;
  readonly last: string;
  /** How many vantages found it down. */
  readonly vantages: number;
}

/** Visits by what they say of availability. */
export interface VisitReads {
  /** Visits of one server since an instant (RFC 3339), the newest `limit` of them, oldest first. */
  visitStates(server: Host, since: string, limit: number): Promise<readonly VisitState[]>;
  /** The servers, of some, that were down at every visit since one that is after the instant; replayed history and dates in the future aside. */
  downRuns(servers: readonly Host[], since: string, until: string): Promise<readonly DownRun[]>;
  /** When some servers were first found up after they were down last, RFC 3339; looks no further back than an instant. A minute in which they answered any vantage is none in which they were down. Those that were not down since then are left out, and those that nobody looked at for a day after it. */
  upAgain(servers: readonly Host[], since: string, until: string): Promise<ReadonlyMap<Host, string>>;
}

/** These reads, over an engine. */
export function visitReads(engine: Engine): VisitReads {
  return {
    visitStates: (server, since, limit) => visitStates(engine, server, { since, limit }),
    downRuns: (servers, since, until) => downRuns(engine, servers, { since, until }),
    upAgain: (servers, since, until) => upAgain(engine, servers, { since, until }),
  };
}

async function visitStates(
  engine: Engine,
  server: Host,
  { since, limit }: { readonly since: string; readonly limit: number },
): Promise<readonly VisitState[]> {
  const rows = await engine.rows<VisitState>({
    sql: `SELECT scheduled_at AS at, vantage, state, if(state = 'down', reason, '') AS reason, ids[1] AS evidence FROM visits
      WHERE server = {server:String} AND scheduled_at >= {since:DateTime64(3, 'UTC')}
      ORDER BY at DESC, vantage LIMIT {limit:UInt32}`,
    parameters: { server, since: columnInstant(since), limit },
  });
  return rows.toReversed();
}

async function downRuns(
  engine: Engine,
  servers: readonly Host[],
  { since, until }: { readonly since: string; readonly until: string },
): Promise<readonly DownRun[]> {
  if (servers.length === 0) return [];
  return engine.rows<DownRun>({
    sql: `SELECT server, run[1].1 AS began, run[-1].1 AS last, length(arrayDistinct(arrayMap(visit -> visit.2, run))) AS vantages
      FROM (
        SELECT server, maxIf(scheduled_at, state = 'up') AS last_up,
          arraySort(arrayFilter(visit -> visit.1 > last_up, groupArrayIf((scheduled_at, vantage), state = 'down'))) AS run
        ${knownSince(sinceGiven)} AND server NOT IN (SELECT server FROM ${upLately})
        GROUP BY server
      ) WHERE notEmpty(run) ORDER BY server`,
    parameters: { servers, since: columnInstant(since), until: columnInstant(until) },
    heavy: true,
  });
}

async function upAgain(
  engine: Engine,
  servers: readonly Host[],
  { since, until }: { readonly since: string; readonly until: string },
): Promise<ReadonlyMap<Host, string>> {
  if (servers.length === 0) return new Map();
  const rows = await engine.rows<{ readonly server: Host; readonly at: string }>({
    sql: `SELECT server, arrayMin(ups) AS at FROM (
        SELECT server, maxIf(minute, NOT answered) AS last_silent, arrayFilter(at -> at > last_silent, groupArrayIf(first_up, answered)) AS ups
        FROM (
          SELECT server, toStartOfMinute(scheduled_at) AS minute, countIf(state = 'up') > 0 AS answered, minIf(scheduled_at, state = 'up') AS first_up
          ${knownSince(sinceGiven)} AND (server, stretch) IN ${aroundSilence} GROUP BY server, minute
        ) GROUP BY server HAVING countIf(NOT answered) > 0
      ) WHERE notEmpty(ups) ORDER BY server`,
    parameters: { servers, since: columnInstant(since), until: columnInstant(until) },
    heavy: true,
  });
  return new Map(rows.map(({ server, at }) => [server, at]));
}

const sinceGiven = "{since:DateTime64(3, 'UTC')}";
const untilGiven = "{until:DateTime64(3, 'UTC')}";

/** Visits that could tell, from an instant to `until`. */
function knownSince(since: string): string {
  return `FROM visit_states
        WHERE server IN {servers:Array(String)} AND state != 'unknown' AND stretch >= toStartOfInterval(${since}, INTERVAL 6 HOUR) AND stretch <= ${untilGiven}
          AND scheduled_at >= ${since} AND scheduled_at <= ${untilGiven}`;
}

const pointsAsked = `FROM visits_by_point
            WHERE server IN {servers:Array(String)} AND stretch >= toStartOfInterval(${sinceGiven}, INTERVAL 6 HOUR) AND stretch <= ${untilGiven}`;

/** Bits of `minutes`, of all vantages together: in which something was silent and nothing answered. */
const silentMinutes =
  'bitAnd(bitShiftRight(groupBitOr(minutes), 5), bitAnd(31, bitNot(bitShiftRight(groupBitOr(minutes), 10))))';

/**
 * Stretches with a minute of silence, and a day after them for who answered again: of servers that always answer nothing is read, and where a vantage is cut off
 * for long, no visits one by one.
 */
const aroundSilence = `(SELECT server, arrayJoin(arrayMap(hours -> stretch + toIntervalHour(hours), [0, 6, 12, 18, 24])) FROM (
            SELECT server, stretch ${pointsAsked} AND (server, stretch) IN (SELECT server, stretch ${pointsAsked} AND bitAnd(minutes, 992) != 0)
            GROUP BY server, stretch, point HAVING ${silentMinutes} != 0
          ))`;

/** Servers that the last hour found up at its end: nearly all. Of the others alone is looked at all that is asked for. */
const upLately = `(SELECT server, argMax(state, scheduled_at) AS newest
          ${knownSince(`greatest(${sinceGiven}, ${untilGiven} - INTERVAL 1 HOUR)`)} GROUP BY server) WHERE newest = 'up'`;
