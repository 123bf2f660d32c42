import {
  hosted,
  minutesInWindow,
  newestStates,
  pointInWindow,
  pointOf,
  pointSeconds,
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
/** Each minute in which the questions of a visit told something of a server, as `visits` has it of the visit: 2 it shook hands, 3 it is down, 4 it answered. */
const minutes = `(SELECT server, toStartOfFiveMinutes(minute) AS point, countIf(told != 3) AS up, countIf(told = 3) AS down
    FROM (
      SELECT server, vantage, toStartOfMinute(scheduled_at) AS minute, max(rank) AS told FROM (
        SELECT server, vantage, scheduled_at, if(probe = 'webfinger' AND outcome = 'ok', JSONExtractString(data, 'base', 'failure', 'code'), toString(failure_code)) AS code,
          (outcome = 'failed' AND failure_stage IN ('dns', 'connect', 'tls'))
            OR (outcome IN ('ok', 'failed') AND code IN ('http-server-error', 'http-timeout', 'http-closed', 'http-malformed', 'body-timeout', 'body-cut-off')) AS silent,
          multiIf(silent, 3, probe = 'webfinger' AND outcome IN ('ok', 'failed'), 4, probe = 'tls' AND outcome = 'ok', 2, 1) AS rank
        FROM observations FINAL
        WHERE server IN (SELECT host FROM ${hosted}) AND probe IN ('dns', 'tls', 'webfinger') AND NOT replayed AND ${isIn('scheduled_at')}
      ) GROUP BY server, vantage, minute
    ) WHERE told > 1 GROUP BY server, vantage, point)`;
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
const times = `JSONExtract(exchanges, 'Array(Tuple(timings Tuple(${nullable('dns connect tls wait body')}, totalMs Float64)))')`;
const slowest = 'arrayMap(exchange -> exchange.1.6, times)';

/** Questions whose panels read what is made of observations while they are written. */
const ofObservations: Readonly<Record<string, string>> = {
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
  'latency-p95': `SELECT server AS Server, round(quantileExact(0.95)(toFloat32(took))) AS value
FROM (SELECT server, arrayMax(arrayMap(exchange -> exchange.1.1, ${totals})) AS took FROM ${answers})
GROUP BY server ORDER BY value DESC, Server LIMIT 30`,
  'latency-phases': `SELECT ${pointOf('scheduled_at')} AS time, ${['DNS', 'Connect', 'TLS', 'Wait', 'Body'].map((name, place) => `round(quantileExactInclusive(0.5)(toFloat32(spent.${place + 1})), 1) AS ${name}`).join(', ')}
FROM (SELECT scheduled_at, ${times} AS times, times[indexOf(${slowest}, arrayMax(${slowest}))].1 AS spent FROM ${answers})
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
    .replace(minutesInWindow, minutes);
  if (raw === sql) throw new Error(`${id}: say in raw-forms.ts what its raw form is`);
  return { sql: raw };
}
