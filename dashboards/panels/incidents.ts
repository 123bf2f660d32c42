import type { Panel } from './panel.ts';

/** Groups of alerts that began together, those that go on first. */
export const incidents: Panel = {
  id: 'incidents',
  title: 'Incidents',
  question: 'What goes on, and what do the alerts share?',
  sql: `SELECT started_at AS Since, cause AS Shared, value AS Name, if(ended_at IS NULL, 'goes on', 'ended') AS State
FROM incidents FINAL
WHERE started_at < {to:DateTime64(3, 'UTC')} AND (ended_at IS NULL OR ended_at >= {from:DateTime64(3, 'UTC')})
ORDER BY ended_at IS NULL DESC, started_at DESC LIMIT 100`,
  parameters: ['from', 'to'],
  kind: 'table',
  unit: 'none',
  action: 'Begin with what the alerts share: one cause is fixed once.',
};
