import { hosted } from './fragments.ts';
import type { Panel } from './panel.ts';

/** Hosted servers that are down, and the earliest moment at which Mastodon peers give up: the seventh day with failures, as the rule delivery.clock has it. */
export const deliveryClock: Panel = {
  id: 'delivery-clock',
  title: 'Delivery clock',
  question: 'How long until peers stop delivering to us?',
  sql: `SELECT server AS Server, began AS "Down since", ends AS "Delivery stops at", greatest(0, floor(dateDiff('minute', {to:DateTime64(3, 'UTC')}, ends) / 60)) AS "Hours left"
FROM (
  SELECT server, maxIf(scheduled_at, state = 'up') AS last_up, minIf(scheduled_at, state = 'down' AND scheduled_at > newest_up) AS began,
    countIf(state = 'down' AND scheduled_at > newest_up) AS failures, toStartOfDay(began) + INTERVAL 6 DAY AS ends
  FROM (
    SELECT server, scheduled_at, state, maxIf(scheduled_at, state = 'up') OVER (PARTITION BY server) AS newest_up
    FROM visit_states
    WHERE server IN (SELECT host FROM ${hosted}) AND state != 'unknown'
      AND day >= toDate({to:DateTime64(3, 'UTC')} - INTERVAL 10 DAY, 'UTC') AND day <= toDate({to:DateTime64(3, 'UTC')}, 'UTC')
      AND scheduled_at >= {to:DateTime64(3, 'UTC')} - INTERVAL 10 DAY AND scheduled_at < {to:DateTime64(3, 'UTC')}
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
