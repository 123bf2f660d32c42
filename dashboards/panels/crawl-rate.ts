import { pointOf, pointSeconds, workInWindow } from './fragments.ts';
import type { Panel } from './panel.ts';

/** Visits per second of each vantage, over time. */
export const crawlRate: Panel = {
  id: 'crawl-rate',
  title: 'Crawl rate',
  question: 'How fast do we look?',
  sql: `SELECT ${pointOf('point')} AS time, toString(vantage) AS series, round(sum(number) / any(${pointSeconds}), 4) AS value
FROM ${workInWindow} WHERE what = 'visits'
GROUP BY time, series ORDER BY time, series`,
  parameters: ['from', 'to'],
  kind: 'series',
  unit: 'per-second',
  action:
    'A line that falls to nothing is a crawler that stopped, or an analyzer, which counts: run fediscope doctor there.',
};
