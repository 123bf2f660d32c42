import { hosted, isBetween, newestStates, pointsBefore } from './fragments.ts';
import type { Panel } from './panel.ts';

/** Servers that the last hour saw up have no clock: of the others alone are ten days looked through. */
const notUp = `(SELECT host FROM ${hosted} WHERE host NOT IN (
      SELECT server FROM ${newestStates(`server IN (SELECT host FROM ${hosted}) AND ${isBetween(...pointsBefore('INTERVAL 1 HOUR'))}`)} WHERE state = 'up'))`;

/** Hosted servers that are down, and the earliest moment at which Mastodon peers give up: the seventh day with failures, as the rule delivery.clock has it. */
export const deliveryClock: Panel = {
  id: 'delivery-clock',
  title: 'Delivery clock',
  question: 'How long until peers stop delivering to us?',
  sql: `SELECT server AS Server, began AS "Down since", ends AS "Delivery stops at", greatest(0, floor(dateDiff('minute', {to:DateTime64(3, 'UTC')}, ends) / 60)) AS "Hours left"
FROM (
  SELECT server, minIf(at, rank = 3 AND at > newest_up) AS began, countIf(rank = 3 AND at > newest_up) AS failures, toStartOfDay(began) + INTERVAL 6 DAY AS ends
  FROM (
    SELECT server, toDateTime64(point, 3, 'UTC') + toIntervalMillisecond(offset) AS at, rank, maxIf(at, rank != 3) OVER (PARTITION BY server) AS newest_up
    FROM visits_by_point FINAL ARRAY JOIN states.1 AS offset, states.2 AS rank
    WHERE server IN ${notUp} AND ${isBetween(...pointsBefore('INTERVAL 10 DAY'))} AND rank != 1
  ) GROUP BY server
)
WHERE failures > 0
ORDER BY ends, Server`,
  parameters: ['to', 'server', 'customer'],
  kind: 'table',
  unit: 'none',
  action:
    'Bring the server back before the hour that is named: after it Mastodon peers only return when something of yours reaches them.',
};
