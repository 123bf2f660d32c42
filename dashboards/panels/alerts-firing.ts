import { isAsked } from './fragments.ts';
import type { Panel } from './panel.ts';

/** Alerts that fire now, by severity. */
export const alertsFiring: Panel = {
  id: 'alerts-firing',
  title: 'Alerts',
  question: 'How many alerts fire, and how bad are they?',
  sql: `SELECT severity AS Severity, count() AS value
FROM alerts FINAL WHERE state = 'firing' AND NOT gone AND ${isAsked("JSONExtractString(followed, 'alert', 'labels', 'server')")}
GROUP BY severity ORDER BY transform(toString(severity), ['critical', 'error', 'warning', 'info'], [1, 2, 3, 4], 5)`,
  parameters: ['server', 'customer'],
  kind: 'bars',
  unit: 'count',
  action: 'Begin with the critical ones: their pages say what breaks and what helps.',
};
