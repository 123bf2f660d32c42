import { dayInWindow, hosted, instantOf, inWindow, pointOf } from './fragments.ts';
import type { Panel } from './panel.ts';

const phases = ['DNS', 'Connect', 'TLS', 'Wait', 'Body'] as const;

/** Medians of the phases of requests to hosted servers, over time. */
export const latencyPhases: Panel = {
  id: 'latency-phases',
  title: 'Latency per phase',
  question: 'Where does the time of an answer go?',
  sql: `SELECT ${pointOf(instantOf('offset'))} AS time, ${phases.map((name, place) => `round(quantileExactInclusive(0.5)(nullIf(took.${place + 1}, -1)), 1) AS ${name}`).join(', ')}
FROM (
  SELECT day, intDiv(key, 256) AS offset, (dns, connect, tls, wait, body) AS took
  FROM answers_by_day FINAL
  ARRAY JOIN phases.1 AS key, phases.2 AS dns, phases.3 AS connect, phases.4 AS tls, phases.5 AS wait, phases.6 AS body
  WHERE server IN (SELECT host FROM ${hosted}) AND ${dayInWindow}
)
WHERE ${inWindow(instantOf('offset'))}
GROUP BY time ORDER BY time`,
  parameters: ['from', 'to', 'server', 'customer'],
  kind: 'series',
  unit: 'milliseconds',
  action:
    'A long wait is the application or its database; long DNS, connect or TLS is the network in front of it.',
};
