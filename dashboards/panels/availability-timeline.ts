import { pointOf, pointsInWindow } from './fragments.ts';
import type { Panel } from './panel.ts';

/** Stretches of time in which a server was down at least once, 0, and others, 1. */
export const availabilityTimeline: Panel = {
  id: 'availability-timeline',
  title: 'Up and down',
  question: 'When was each server down?',
  sql: `SELECT ${pointOf('point')} AS time, server AS series, toUInt8(sum(down) = 0) AS value
FROM ${pointsInWindow} WHERE up + down > 0
GROUP BY time, series ORDER BY time, series`,
  parameters: ['from', 'to', 'server', 'customer'],
  kind: 'timeline',
  unit: 'none',
  action: 'Servers that went down together often share a machine, a network or a name server.',
};
