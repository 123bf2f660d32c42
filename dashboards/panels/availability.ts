import { pointOf, visitsInWindow } from './fragments.ts';
import type { Panel } from './panel.ts';

/** Share of visits that found a server up, over time. */
export const availability: Panel = {
  id: 'availability',
  title: 'Availability',
  question: 'How available was each server to its peers?',
  sql: `SELECT ${pointOf('scheduled_at')} AS time, server AS series, round(100 * countIf(state = 'up') / count(), 3) AS value
FROM ${visitsInWindow} WHERE state != 'unknown'
GROUP BY time, series ORDER BY time, series`,
  parameters: ['from', 'to', 'server', 'customer'],
  kind: 'series',
  unit: 'percent',
  thresholds: { worse: 'below', warning: 99.9, critical: 99 },
  action: 'Compare the begin of the dip with deploys, certificates and the failures by code.',
};
