import { workInWindow } from './fragments.ts';
import type { Panel } from './panel.ts';

/** Questions that were due in the window and not asked, by reason. */
export const visitsMissed: Panel = {
  id: 'visits-missed',
  title: 'Not asked, by reason',
  question: 'Which questions did we not ask?',
  sql: `SELECT toString(code) AS Reason, sum(number) AS value
FROM ${workInWindow} WHERE what = 'missed'
GROUP BY Reason ORDER BY value DESC, Reason`,
  parameters: ['from', 'to'],
  kind: 'bars',
  unit: 'count',
  action: 'Raise concurrency or budgets where the reason is ours; what servers ask of us stays as it is.',
};
