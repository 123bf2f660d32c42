import { pointInWindow, pointOf, pointSeconds } from './fragments.ts';
import type { Panel } from './panel.ts';

/** Visits per second of each vantage, over time. */
export const crawlRate: Panel = {
  id: 'crawl-rate',
  title: 'Crawl rate',
  question: 'How fast do we look?',
  sql: `SELECT ${pointOf('point')} AS time, toString(vantage) AS series, round(sum(length(seen)) / any(${pointSeconds}), 4) AS value
FROM visits_by_point FINAL WHERE ${pointInWindow} AND notEmpty(seen)
GROUP BY time, series ORDER BY time, series`,
  parameters: ['from', 'to'],
  kind: 'series',
  unit: 'per-second',
  action: 'A line that falls to nothing is a crawler that stopped: run fediscope doctor there.',
};
