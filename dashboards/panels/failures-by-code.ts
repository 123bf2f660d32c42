import { hosted, inWindow, pointOf } from './fragments.ts';
import type { Panel } from './panel.ts';

/** Questions to hosted servers that failed, by failure code, over time. */
export const failuresByCode: Panel = {
  id: 'failures-by-code',
  title: 'Failures by code',
  question: 'What goes wrong, and how often?',
  sql: `SELECT ${pointOf('scheduled_at')} AS time, toString(failure_code) AS series, count() AS value
FROM observations FINAL
WHERE server IN (SELECT host FROM ${hosted}) AND outcome = 'failed' AND NOT replayed AND ${inWindow('scheduled_at')}
GROUP BY time, series ORDER BY time, series`,
  parameters: ['from', 'to', 'server', 'customer'],
  kind: 'series',
  unit: 'count',
  action:
    'One code at many servers at once points to what they share: a network, a name server, an authority, or us.',
};
