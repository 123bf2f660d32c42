import { answerInWindow, hosted, pointOf } from './fragments.ts';
import type { Panel } from './panel.ts';

const phases = {
  DNS: 'dns_ms',
  Connect: 'connect_ms',
  TLS: 'tls_ms',
  Wait: 'wait_ms',
  Body: 'body_ms',
} as const;

/** Medians of the phases of the slowest request of each answer of hosted servers, over time. */
export const latencyPhases: Panel = {
  id: 'latency-phases',
  title: 'Latency per phase',
  question: 'Where does the time of an answer go?',
  sql: `SELECT ${pointOf('scheduled_at')} AS time, ${Object.entries(phases)
    .map(([name, column]) => `round(quantileExactInclusive(0.5)(${column}), 1) AS ${name}`)
    .join(', ')}
FROM answers FINAL WHERE server IN (SELECT host FROM ${hosted}) AND ${answerInWindow}
GROUP BY time ORDER BY time`,
  parameters: ['from', 'to', 'server', 'customer'],
  kind: 'series',
  unit: 'milliseconds',
  action:
    'A long wait is the application or its database; long DNS, connect or TLS is the network in front of it.',
};
