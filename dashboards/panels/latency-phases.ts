import { hosted, inWindow, pointOf } from './fragments.ts';
import type { Panel } from './panel.ts';

/** Medians of the phases of requests to hosted servers, over time. */
export const latencyPhases: Panel = {
  id: 'latency-phases',
  title: 'Latency per phase',
  question: 'Where does the time of an answer go?',
  sql: `SELECT ${pointOf('scheduled_at')} AS time, round(median(phase.1), 1) AS DNS, round(median(phase.2), 1) AS Connect, round(median(phase.3), 1) AS TLS,
  round(median(phase.4), 1) AS Wait, round(median(phase.5), 1) AS Body
FROM (
  SELECT scheduled_at, arrayJoin(JSONExtract(exchanges, 'Array(Tuple(timings Tuple(dnsMs Nullable(Float64), connectMs Nullable(Float64), tlsMs Nullable(Float64), waitMs Nullable(Float64), bodyMs Nullable(Float64))))')).1 AS phase
  FROM observations FINAL
  WHERE server IN (SELECT host FROM ${hosted}) AND probe IN ('webfinger', 'nodeinfo', 'actor') AND outcome = 'ok' AND NOT replayed AND ${inWindow('scheduled_at')}
)
GROUP BY time ORDER BY time`,
  parameters: ['from', 'to', 'server', 'customer'],
  kind: 'series',
  unit: 'milliseconds',
  action:
    'A long wait is the application or its database; long DNS, connect or TLS is the network in front of it.',
};
