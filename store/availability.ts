import { instant } from '../model/clock.ts';
import type { Host } from '../model/host.ts';
import { columnInstant, type Engine } from './engine/engine.ts';
import { byPartition } from './latest.ts';

/** A stretch of time that does not count. `servers`: absent, at all of them. Epoch milliseconds; `to` does not belong to it. */
export interface Uncounted {
  readonly from: number;
  readonly to: number;
  readonly servers?: readonly Host[];
}

/**
 * What to count. Windows begin at `starts` and end at `until`, all of them on the edge of a period; epoch milliseconds.
 * `periodMs`: five minutes. `bad`: failure codes that count against a server. `unclear`: those that say nothing, so that the question counts as not asked.
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

/** How long a row of `visits_by_point` is about. */
const pointMs = 300_000;

/** The questions that count: without these answers nobody federates with a server. In the order of their places in `visits_by_point`. */
export const availabilityProbes = ['dns', 'tls', 'webfinger', 'actor'] as const;

interface Row {
  readonly server: Host;
  readonly known: readonly number[];
  readonly bad: readonly number[];
  readonly bad_answers: readonly number[];
  readonly vantages: number;
}

/**
 * Availability of some servers in several windows; servers without any data are left out. Innermost first: why a question got no answer, as
 * the feed of `visits_by_point` found it; the share of bad answers to one question in a period at one vantage; the worst question
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

/** More columns of `periodsSql`, each with a comma in front: of one question at one vantage; of one vantage, and of one to which all was answered; of all of them. */
export interface MoreColumns {
  readonly question: string;
  readonly vantage: string;
  readonly answered: string;
  readonly period: string;
}

const none: MoreColumns = { question: '', vantage: '', answered: '', period: '' };
const hashOf = (code: string) => `toUInt32(cityHash64(${code}))`;
const seen = `(SELECT server, point AS period, vantage, ends FROM visits_by_point FINAL
            WHERE server IN {servers:Array(String)} AND stretch >= toStartOfInterval({since:DateTime64(3, 'UTC')}, INTERVAL 6 HOUR) AND stretch < {until:DateTime64(3, 'UTC')}
              AND point >= {since:DateTime64(3, 'UTC')} AND point < {until:DateTime64(3, 'UTC')} AND notEmpty(ends.1))`;
const hasCodes = 'arrayExists(ended -> ended != 0, ends.2)';

/**
 * A row for each server and period that is known, from the innermost of `availability` to the majority of vantages. Takes `parametersOf`. Where all was
 * answered, which is nearly everywhere, nothing is taken apart. @throws {RangeError} when periods are no points.
 */
export function periodsSql(periodMs: number, more = none): string {
  if (periodMs !== pointMs) throw new RangeError('a period of availability is a point of five minutes');
  return `SELECT server, period, count() AS looking, sum(worst_answers) AS answers,
      arraySort(groupArray(worst))[intDiv(count() + 1, 2)] AS share${more.period}
    FROM (
      SELECT server, period, vantage, toFloat64(0) AS worst, toUInt64(0) AS worst_answers${more.answered} FROM ${seen} WHERE NOT ${hasCodes}
      UNION ALL
      SELECT server, period, vantage, max(bad_answers / asked) AS worst, max(bad_answers) AS worst_answers${more.vantage}
      FROM (
        SELECT server, vantage, probe, period, count() AS asked, countIf(code != '') AS bad_answers${more.question}
        FROM (
          SELECT server, vantage, period, {probes:Array(String)}[key % 8] AS probe, ended,
            arrayFirst(name -> ${hashOf('name')} = ended, {bad:Array(String)}) AS code
          FROM (SELECT * FROM ${seen} WHERE ${hasCodes}) ARRAY JOIN ends.1 AS key, ends.2 AS ended
        ) WHERE NOT has(arrayMap(name -> ${hashOf('name')}, {unclear:Array(String)}), ended) GROUP BY server, vantage, probe, period
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
