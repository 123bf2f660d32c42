import {
  hosted,
  newestStates,
  pointInWindow,
  pointOf,
  pointSeconds,
  pointsInWindow,
} from '../../../dashboards/panels/fragments.ts';
import type { Panel } from '../../../dashboards/panels/panel.ts';

/** A panel's question put to the table of what was observed, or why there is no larger table to put it to. */
export type RawForm = { readonly sql: string } | { readonly none: string };

/** Whether an instant is in one of the points of the window. */
const isIn = (column: string) =>
  `${column} >= toDateTime64(toStartOfFiveMinutes({from:DateTime64(3, 'UTC')}), 3, 'UTC') AND ${column} < ${end}`;
const end =
  "toDateTime64(toStartOfFiveMinutes({to:DateTime64(3, 'UTC')} - toIntervalMillisecond(1)), 3, 'UTC') + INTERVAL 5 MINUTE";
/** What each visit in the window says of the servers that are asked about. */
const visits = `(SELECT server, scheduled_at, state FROM visits WHERE server IN (SELECT host FROM ${hosted}) AND ${isIn('scheduled_at')})`;
const newest = (from: string) =>
  `(SELECT server, argMaxIf(said, scheduled_at, said != 'unknown') AS state, max(scheduled_at) AS seen_at FROM (SELECT server, scheduled_at, state AS said FROM ${from}) GROUP BY server)`;

const answers = `observations FINAL
  WHERE server IN (SELECT host FROM ${hosted}) AND probe IN ('webfinger', 'nodeinfo', 'actor') AND outcome = 'ok' AND exchanges != '[]' AND NOT replayed
    AND ${isIn('scheduled_at')}`;
const totals = "JSONExtract(exchanges, 'Array(Tuple(timings Tuple(totalMs Float64)))')";
const nullable = (names: string) =>
  names
    .split(' ')
    .map((name) => `${name}Ms Nullable(Float64)`)
    .join(', ');
const phases = `JSONExtract(exchanges, 'Array(Tuple(timings Tuple(${nullable('dns connect tls wait body')})))')`;

/** Questions whose panels read what is made of observations while they are written. */
const ofObservations: Readonly<Record<string, string>> = {
  availability: `SELECT ${pointOf('scheduled_at')} AS time, server AS series, round(100 * countIf(state = 'up') / count(), 3) AS value
FROM ${visits} WHERE state != 'unknown'
GROUP BY time, series ORDER BY time, series`,
  'availability-timeline': `SELECT ${pointOf('scheduled_at')} AS time, server AS series, toUInt8(countIf(state = 'down') = 0) AS value
FROM ${visits} WHERE state != 'unknown'
GROUP BY time, series ORDER BY time, series`,
  'certificate-days': `SELECT server AS Server, floor(dateDiff('second', {to:DateTime64(3, 'UTC')}, min(valid_to)) / 86400) AS value
FROM (
  SELECT server, parseDateTime64BestEffortOrNull(arrayJoin(JSONExtract(newest, 'sessions', 'Array(Tuple(chain Array(Tuple(validTo String))))')).1[1].1, 3, 'UTC') AS valid_to
  FROM (
    SELECT server, argMax((data, outcome), scheduled_at) AS last, last.1 AS newest FROM observations FINAL
    WHERE server IN (SELECT host FROM ${hosted}) AND probe = 'tls' AND outcome != 'missed' GROUP BY server HAVING last.2 = 'ok'
  )
)
WHERE valid_to IS NOT NULL
GROUP BY server ORDER BY value, Server`,
  coverage: `SELECT if(count() = 0, NULL, round(100 * countIf(outcome != 'missed') / count(), 2)) AS share
FROM observations FINAL WHERE NOT replayed AND ${isIn('scheduled_at')}`,
  'crawl-rate': `SELECT ${pointOf('scheduled_at')} AS time, toString(vantage) AS series, round(uniqExact(server, scheduled_at) / any(${pointSeconds}), 4) AS value
FROM observations WHERE outcome != 'missed' AND NOT replayed AND ${isIn('scheduled_at')}
GROUP BY time, series ORDER BY time, series`,
  'data-age': `SELECT if(count() = 0, NULL, greatest(0, dateDiff('second', max(scheduled_at), {to:DateTime64(3, 'UTC')}))) AS age
FROM observations WHERE outcome != 'missed' AND NOT replayed AND scheduled_at <= {to:DateTime64(3, 'UTC')}`,
  'delivery-clock': `SELECT server AS Server, began AS "Down since", ends AS "Delivery stops at", greatest(0, floor(dateDiff('minute', {to:DateTime64(3, 'UTC')}, ends) / 60)) AS "Hours left"
FROM (
  SELECT server, minIf(scheduled_at, state = 'down' AND scheduled_at > newest_up) AS began,
    countIf(state = 'down' AND scheduled_at > newest_up) AS failures, toStartOfDay(began) + INTERVAL 6 DAY AS ends
  FROM (
    SELECT server, scheduled_at, state, maxIf(scheduled_at, state = 'up') OVER (PARTITION BY server) AS newest_up FROM visits
    WHERE server IN (SELECT host FROM ${hosted}) AND state != 'unknown'
      AND scheduled_at >= toDateTime64(toStartOfFiveMinutes({to:DateTime64(3, 'UTC')} - INTERVAL 10 DAY), 3, 'UTC') AND scheduled_at < ${end}
  ) GROUP BY server
)
WHERE failures > 0
ORDER BY ends, Server`,
  'failures-by-code': `SELECT ${pointOf('scheduled_at')} AS time, toString(failure_code) AS series, count() AS value
FROM observations FINAL
WHERE server IN (SELECT host FROM ${hosted}) AND outcome = 'failed' AND NOT replayed AND ${isIn('scheduled_at')}
GROUP BY time, series ORDER BY time, series`,
  'latency-p95': `SELECT server AS Server, round(quantileExact(0.95)(took)) AS value
FROM (SELECT server, arrayMax(arrayMap(exchange -> exchange.1.1, ${totals})) AS took FROM ${answers})
GROUP BY server ORDER BY value DESC, Server LIMIT 30`,
  'latency-phases': `SELECT ${pointOf('scheduled_at')} AS time, round(quantileExactInclusive(0.5)(phase.1), 1) AS DNS, round(quantileExactInclusive(0.5)(phase.2), 1) AS Connect, round(quantileExactInclusive(0.5)(phase.3), 1) AS TLS,
  round(quantileExactInclusive(0.5)(phase.4), 1) AS Wait, round(quantileExactInclusive(0.5)(phase.5), 1) AS Body
FROM (SELECT scheduled_at, arrayJoin(${phases}).1 AS phase FROM ${answers})
GROUP BY time ORDER BY time`,
  'visits-missed': `SELECT toString(failure_code) AS Reason, count() AS value
FROM observations FINAL WHERE outcome = 'missed' AND NOT replayed AND ${isIn('scheduled_at')}
GROUP BY failure_code ORDER BY value DESC, Reason`,
};

const transitions =
  'findings are written when they change only, and their newest ones are read: no larger table has the answer';
const lists = 'lists are kept as what they change, which is read';
const steps = 'alerts are kept as their steps, which are read';

/** Questions that were never put to observations. */
const ofOthers: Readonly<Record<string, string>> = {
  'alerts-firing': steps,
  changes: transitions,
  incidents: steps,
  'licence-servers': transitions,
  'licence-verdicts': transitions,
  'list-states': lists,
  'publishing-coverage': lists,
  'rejection-graph': lists,
  rejections: lists,
  'rejections-over-time': lists,
  'store-size': 'the catalogue of the engine is read',
  'who-rejects-us': lists,
};

/** The raw form of a panel. @throws {Error} when nobody has said which it is. */
export function rawFormOf({ id, sql }: Panel): RawForm {
  const own = ofObservations[id];
  if (own !== undefined) return { sql: own };
  const none = ofOthers[id];
  if (none !== undefined) return { none };
  const raw = sql
    .replace(newestStates(`server IN (SELECT host FROM ${hosted}) AND ${pointInWindow}`), newest(visits))
    .replace(newestStates(pointInWindow), newest(`visits WHERE ${isIn('scheduled_at')}`))
    .replace(
      `sum(down) / (sum(up) + sum(down)) AS share FROM ${pointsInWindow} WHERE up + down > 0 GROUP BY server, point`,
      `countIf(state = 'down') / count() AS share FROM ${visits} WHERE state != 'unknown' GROUP BY server, toStartOfFiveMinutes(scheduled_at)`,
    );
  if (raw === sql) throw new Error(`${id}: say in raw-forms.ts what its raw form is`);
  return { sql: raw };
}
