import { answerInWindow, hosted } from './fragments.ts';
import type { Panel } from './panel.ts';

/** 95 % of the answers of a server came faster than this. */
export const latencyP95: Panel = {
  id: 'latency-p95',
  title: 'Slow answers',
  question: 'Which servers answer too slowly for their peers?',
  sql: `SELECT server AS Server, round(quantileExact(0.95)(took_ms)) AS value
FROM answers FINAL WHERE server IN (SELECT host FROM ${hosted}) AND ${answerInWindow}
GROUP BY server ORDER BY value DESC, Server LIMIT 30`,
  parameters: ['from', 'to', 'server', 'customer'],
  kind: 'bars',
  unit: 'milliseconds',
  thresholds: { worse: 'above', warning: 2000, critical: 5000 },
  action:
    'Misskey gives up after 5 seconds, Mastodon and Lemmy after 10: look at the web processes, the database and the queue.',
};
