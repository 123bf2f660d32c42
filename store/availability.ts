import { instant } from '../model/clock.ts';
import type { Host } from '../model/host.ts';
import { columnInstant, type Engine } from './engine.ts';
import { byPartition } from './latest.ts';

/** A stretch of time that does not count. `servers`: absent, at all of them. Epoch milliseconds; `to` does not belong to it. */
export interface Uncounted {
  readonly from: number;
  readonly to: number;
  readonly servers?: readonly Host[];
}

/**
 * What to count. Windows begin at `starts` and end at `until`, all of them on the edge of a period; epoch milliseconds.
 * `bad`: failure codes that count against a server. `unclear`: those that say nothing, so that the question counts as not asked.
 */
export interface AvailabilityOrder {
  readonly servers: readonly Host[];
  readonly starts: readonly number[];
  readonly until: number;
  readonly periodMs: number;
  readonly bad: readonly string[];
  readonly unclear: readonly string[];
  readonly uncounted: readonly Uncounted[];
}

/** What was seen of one server in one window. Periods of maintenance and those without data are in neither number. */
export interface WindowCount {
  /** Periods with data. */
  readonly known: number;
  /** Periods that were bad, a part of one counted as a part. */
  readonly bad: number;
  /** Questions that got no answer, from all vantages. */
  readonly badAnswers: number;
}

/** What was seen of one server, in the order of `starts`. `vantages`: how many looked in one period, at most. */
export interface AvailabilityCount {
  readonly server: Host;
  readonly windows: readonly WindowCount[];
  readonly vantages: number;
}

/** The questions that count: without these answers nobody federates with a server. */
export const availabilityProbes = ['dns', 'tls', 'webfinger', 'actor'] as const;

interface Row {
  readonly server: Host;
  readonly known: readonly number[];
  readonly bad: readonly number[];
  readonly bad_answers: readonly number[];
  readonly vantages: number;
}

/**
 * Availability of some servers in several windows; servers without any data are left out. Innermost first: why a question got no answer, also
 * where that is in the data of a probe that went on; the share of bad answers to one question in a period at one vantage; the worst question
 * of that vantage; what a majority of vantages saw at least, where half is no majority; sums over each window.
 */
export async function availability(
  engine: Engine,
  order: AvailabilityOrder,
): Promise<readonly AvailabilityCount[]> {
  if (order.servers.length === 0) return [];
  const rows = await engine.rows<Row>({
    sql: sqlOf(order.periodMs),
    parameters: parametersOf(order),
    heavy: true,
  });
  return rows.map(({ server, known, bad, bad_answers, vantages }) => ({
    server,
    vantages,
    windows: known.map((count, index) => ({
      known: count,
      bad: bad[index] ?? 0,
      badAnswers: bad_answers[index] ?? 0,
    })),
  }));
}

const instants = (name: string) => `{${name}:Array(DateTime64(3, 'UTC'))}`;

function sqlOf(periodMs: number): string {
  const inWindows = (value: string) =>
    `sumForEach(arrayMap(start -> if(period >= start, ${value}, 0), ${instants('starts')}))`;
  return `SELECT server, ${inWindows('1')} AS known, ${inWindows('share')} AS bad, ${inWindows('answers')} AS bad_answers, max(looking) AS vantages
  FROM (${periodsSql(periodMs)}) GROUP BY server ORDER BY server ${byPartition}`;
}

/** More columns of `periodsSql`, each with a comma in front: of one question at one vantage, of one vantage, of all of them. */
export interface MoreColumns {
  readonly question: string;
  readonly vantage: string;
  readonly period: string;
}

/** A row for each server and period that is known, from the innermost of `availability` to the majority of vantages. Takes `parametersOf`. */
export function periodsSql(
  periodMs: number,
  more: MoreColumns = { question: '', vantage: '', period: '' },
): string {
  return `SELECT server, period, count() AS looking, sum(worst_answers) AS answers,
      arraySort(groupArray(worst))[intDiv(count() + 1, 2)] AS share${more.period}
    FROM (
      SELECT server, period, vantage, max(bad_answers / asked) AS worst, max(bad_answers) AS worst_answers${more.vantage}
      FROM (
        SELECT server, vantage, probe, toStartOfInterval(scheduled_at, INTERVAL ${periodMs / 1_000} SECOND) AS period,
          count() AS asked, countIf(has({bad:Array(String)}, code)) AS bad_answers${more.question}
        FROM (
          SELECT server, vantage, probe, scheduled_at, multiIf(
            outcome = 'failed', toString(failure_code),
            probe = 'webfinger', JSONExtractString(data, 'base', 'failure', 'code'),
            probe = 'actor', JSONExtractString(data, 'document', 'failure', 'code'),
            '') AS code
          FROM observations FINAL
          WHERE server IN {servers:Array(String)} AND probe IN {probes:Array(String)} AND outcome IN ('ok', 'failed')
            AND scheduled_at >= {since:DateTime64(3, 'UTC')} AND scheduled_at < {until:DateTime64(3, 'UTC')}
        ) WHERE NOT has({unclear:Array(String)}, code) GROUP BY server, vantage, probe, period
      ) GROUP BY server, period, vantage
    ) WHERE NOT arrayExists((host, begin, end) -> host IN ('', server) AND period >= begin AND period < end,
        {hosts:Array(String)}, ${instants('begins')}, ${instants('ends')})
    GROUP BY server, period`;
}

/** What the SQL of an order is given. */
export function parametersOf({
  servers,
  starts,
  until,
  bad,
  unclear,
  uncounted,
  periodMs,
}: AvailabilityOrder) {
  const column = (ms: number) => columnInstant(instant(ms));
  // A period that is touched does not count as a whole.
  const stretches = uncounted.flatMap(({ from, to, servers: named = [''] }) =>
    named.map((host) => ({ host, begin: column(from - periodMs + 1), end: column(to) })),
  );
  return {
    servers,
    probes: availabilityProbes,
    starts: starts.map(column),
    since: column(Math.min(...starts)),
    until: column(until),
    bad,
    unclear,
    hosts: stretches.map(({ host }) => host),
    begins: stretches.map(({ begin }) => begin),
    ends: stretches.map(({ end }) => end),
  };
}
