import { inWindow } from './fragments.ts';
import type { Panel } from './panel.ts';

/** Share of the questions due in the window that were asked. */
export const coverage: Panel = {
  id: 'coverage',
  title: 'Questions asked',
  question: 'What share of what was due did we do?',
  sql: `SELECT if(count() = 0, NULL, round(100 * countIf(outcome != 'missed') / count(), 2)) AS asked
FROM observations FINAL WHERE NOT replayed AND ${inWindow('scheduled_at')}`,
  parameters: ['from', 'to'],
  kind: 'number',
  unit: 'percent',
  thresholds: { worse: 'below', warning: 99, critical: 90 },
  action: 'See the reasons below. Silence of ours must not pass for health of others.',
};
