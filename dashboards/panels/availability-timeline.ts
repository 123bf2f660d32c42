import { mostLines, worstLines } from './fragments.ts';
import type { Panel } from './panel.ts';

/** Stretches of time in which a server was down at least once, 0, and others, 1, of the servers that were down longest. */
export const availabilityTimeline: Panel = {
  id: 'availability-timeline',
  title: 'Up and down',
  question: `When were our servers down, the ${mostLines} worst of them?`,
  sql: `SELECT time, series, toUInt8(down = 0) AS value
FROM ${worstLines}
ORDER BY time, series`,
  parameters: ['from', 'to', 'server', 'customer'],
  kind: 'timeline',
  unit: 'none',
  action: 'Servers that went down together often share a machine, a network or a name server.',
};
