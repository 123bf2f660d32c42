import type { Panel } from './panel.ts';

/** Servers by the state of the newest reading of their own list. */
export const listStates: Panel = {
  id: 'list-states',
  title: 'State of block lists',
  question: 'Why can a list not be read?',
  sql: `SELECT newest AS State, count() AS value
FROM (SELECT observer, argMax(toString(state), revision) AS newest FROM newest_readings WHERE source = 'api' GROUP BY observer)
GROUP BY newest ORDER BY value DESC, State`,
  parameters: [],
  kind: 'bars',
  unit: 'count',
  action: 'Hidden and declined are the choice of the peer. Failed ones are read again by themselves.',
};
