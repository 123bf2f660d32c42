import { isAsked } from './fragments.ts';
import type { Panel } from './panel.ts';

/** The alerts that are asked about. */
const asked = `(SELECT groupArray(toString(id)) FROM alerts FINAL WHERE ${isAsked("JSONExtractString(followed, 'alert', 'labels', 'server')")})`;

/** Groups of alerts that began together, those that go on first. A group with an alert that is not asked about is left out. */
export const incidents: Panel = {
  id: 'incidents',
  title: 'Incidents',
  question: 'What goes on, and what do the alerts share?',
  sql: `SELECT started_at AS Since, cause AS Shared, value AS Name, if(ended_at IS NULL, 'goes on', 'ended') AS State
FROM incidents FINAL
WHERE started_at < {to:DateTime64(3, 'UTC')} AND (ended_at IS NULL OR ended_at >= {from:DateTime64(3, 'UTC')})
  AND arrayAll(member -> has(${asked}, member), JSONExtract(incident, 'members', 'Array(String)'))
ORDER BY ended_at IS NULL DESC, started_at DESC LIMIT 100`,
  parameters: ['from', 'to', 'server', 'customer'],
  kind: 'table',
  unit: 'none',
  action: 'Begin with what the alerts share: one cause is fixed once.',
};
