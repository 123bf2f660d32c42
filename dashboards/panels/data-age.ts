import type { Panel } from './panel.ts';

/** Seconds from the newest observation to the end of the window. */
export const dataAge: Panel = {
  id: 'data-age',
  title: 'Age of the data',
  question: 'How fresh is what these boards show?',
  sql: `SELECT if(count() = 0, NULL, greatest(0, dateDiff('second', max(scheduled_at), {to:DateTime64(3, 'UTC')}))) AS age
FROM latest WHERE outcome != 'missed' AND NOT replayed AND scheduled_at <= {to:DateTime64(3, 'UTC')}`,
  parameters: ['to'],
  kind: 'number',
  unit: 'seconds',
  thresholds: { worse: 'above', warning: 900, critical: 1800 },
  action: 'Older than half an hour: nothing on these boards is current. Run fediscope doctor.',
};
