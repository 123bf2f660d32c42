import { mostLines, worstLines } from './fragments.ts';
import type { Panel } from './panel.ts';

/** Share of the minutes with a visit in which a server was up, over time, of the servers that were down longest. */
export const availability: Panel = {
  id: 'availability',
  title: 'Availability',
  question: `How available to peers were our servers, the ${mostLines} worst of them?`,
  sql: `SELECT time, series, round(100 * up / (up + down), 3) AS value
FROM ${worstLines}
ORDER BY time, series`,
  parameters: ['from', 'to', 'server', 'customer'],
  kind: 'series',
  unit: 'percent',
  thresholds: { worse: 'below', warning: 99.9, critical: 99 },
  action: 'Compare the begin of the dip with deploys, certificates and the failures by code.',
};
