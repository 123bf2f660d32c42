import { dayInWindow, edgesInDay, hosted } from './fragments.ts';
import type { Panel } from './panel.ts';

/** 95 % of the answers of a server came faster than this. */
export const latencyP95: Panel = {
  id: 'latency-p95',
  title: 'Slow answers',
  question: 'Which servers answer too slowly for their peers?',
  sql: `SELECT server AS Server, round(quantileExactArray(0.95)(took)) AS value
FROM (
  SELECT server, arrayFilter((ms, offset) -> offset >= first AND offset < after, slowest.2, slowest.1) AS took, ${edgesInDay}
  FROM answers_by_day FINAL
  WHERE server IN (SELECT host FROM ${hosted}) AND ${dayInWindow}
)
WHERE notEmpty(took)
GROUP BY server ORDER BY value DESC, Server LIMIT 30`,
  parameters: ['from', 'to', 'server', 'customer'],
  kind: 'bars',
  unit: 'milliseconds',
  thresholds: { worse: 'above', warning: 2000, critical: 5000 },
  action:
    'Misskey gives up after 5 seconds, Mastodon and Lemmy after 10: look at the web processes, the database and the queue.',
};
