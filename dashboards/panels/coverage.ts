import { workInWindow } from './fragments.ts';
import type { Panel } from './panel.ts';

/** Share of the questions due in the window that were asked. */
export const coverage: Panel = {
  id: 'coverage',
  title: 'Questions asked',
  question: 'What share of what was due did we do?',
  sql: `SELECT if(done + left = 0, NULL, round(100 * done / (done + left), 2)) AS share
FROM (SELECT sumIf(number, what = 'asked') AS done, sumIf(number, what = 'missed') AS left FROM ${workInWindow} WHERE what != 'visits')`,
  parameters: ['from', 'to'],
  kind: 'number',
  unit: 'percent',
  thresholds: { worse: 'below', warning: 99, critical: 90 },
  action: 'See the reasons below. Silence of ours must not pass for health of others.',
};
