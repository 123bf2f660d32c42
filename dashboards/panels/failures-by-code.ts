import { hosted, pointInWindow, pointOf } from './fragments.ts';
import type { Panel } from './panel.ts';

/** Questions to hosted servers that failed, by failure code, over time. */
export const failuresByCode: Panel = {
  id: 'failures-by-code',
  title: 'Failures by code',
  question: 'What goes wrong, and how often?',
  sql: `SELECT ${pointOf('point')} AS time, question.code AS series, uniqExact(server, vantage, point, question.offset, question.probe) AS value
FROM visits_by_point ARRAY JOIN failed AS question
WHERE server IN (SELECT host FROM ${hosted}) AND ${pointInWindow} AND notEmpty(failed)
GROUP BY time, series ORDER BY time, series`,
  parameters: ['from', 'to', 'server', 'customer'],
  kind: 'series',
  unit: 'count',
  action:
    'One code at many servers at once points to what they share: a network, a name server, an authority, or us.',
};
