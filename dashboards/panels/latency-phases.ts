import { hosted, pointInWindow, pointOf } from './fragments.ts';
import type { Panel } from './panel.ts';

const phases = ['DNS', 'Connect', 'TLS', 'Wait', 'Body'] as const;

/** Medians of the phases of requests to hosted servers, over time. */
export const latencyPhases: Panel = {
  id: 'latency-phases',
  title: 'Latency per phase',
  question: 'Where does the time of an answer go?',
  sql: `SELECT ${pointOf('point')} AS time, ${phases.map((name, place) => `round(quantileExactInclusiveArray(0.5)(phases.${place + 2}), 1) AS ${name}`).join(', ')}
FROM answers_by_point FINAL WHERE server IN (SELECT host FROM ${hosted}) AND ${pointInWindow}
GROUP BY time ORDER BY time`,
  parameters: ['from', 'to', 'server', 'customer'],
  kind: 'series',
  unit: 'milliseconds',
  action:
    'A long wait is the application or its database; long DNS, connect or TLS is the network in front of it.',
};
