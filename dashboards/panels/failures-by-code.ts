import { dayInWindow, hosted, instantOf, inWindow, pointOf } from './fragments.ts';
import type { Panel } from './panel.ts';

/** Questions to hosted servers that failed, by failure code, over time. */
export const failuresByCode: Panel = {
  id: 'failures-by-code',
  title: 'Failures by code',
  question: 'What goes wrong, and how often?',
  sql: `SELECT ${pointOf(instantOf('question.offset'))} AS time, question.code AS series, count() AS value
FROM visits_by_day FINAL ARRAY JOIN failed AS question
WHERE server IN (SELECT host FROM ${hosted}) AND ${dayInWindow} AND ${inWindow(instantOf('question.offset'))}
GROUP BY time, series ORDER BY time, series`,
  parameters: ['from', 'to', 'server', 'customer'],
  kind: 'series',
  unit: 'count',
  action:
    'One code at many servers at once points to what they share: a network, a name server, an authority, or us.',
};
