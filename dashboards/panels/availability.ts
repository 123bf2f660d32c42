import { pointOf, pointsInWindow } from './fragments.ts';
import type { Panel } from './panel.ts';

/** Share of visits that found a server up, over time. */
export const availability: Panel = {
  id: 'availability',
  title: 'Availability',
  question: 'How available was each server to its peers?',
  sql: `SELECT ${pointOf('point')} AS time, server AS series, round(100 * sum(up) / (sum(up) + sum(down)), 3) AS value
FROM ${pointsInWindow} WHERE up + down > 0
GROUP BY time, series ORDER BY time, series`,
  parameters: ['from', 'to', 'server', 'customer'],
  kind: 'series',
  unit: 'percent',
  thresholds: { worse: 'below', warning: 99.9, critical: 99 },
  action: 'Compare the begin of the dip with deploys, certificates and the failures by code.',
};
