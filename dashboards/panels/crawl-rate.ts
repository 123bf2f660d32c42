import { inWindow, pointOf, pointSeconds } from './fragments.ts';
import type { Panel } from './panel.ts';

/** Visits per second of each vantage, over time. */
export const crawlRate: Panel = {
  id: 'crawl-rate',
  title: 'Crawl rate',
  question: 'How fast do we look?',
  sql: `SELECT ${pointOf('scheduled_at')} AS time, toString(vantage) AS series, round(uniqExact(server, scheduled_at) / any(${pointSeconds}), 4) AS value
FROM observations WHERE outcome != 'missed' AND NOT replayed AND ${inWindow('scheduled_at')}
GROUP BY time, series ORDER BY time, series`,
  parameters: ['from', 'to'],
  kind: 'series',
  unit: 'per-second',
  action: 'A line that falls to nothing is a crawler that stopped: run fediscope doctor there.',
};
