import type { Panel } from './panel.ts';

/** Bytes on disk by table. */
export const storeSize: Panel = {
  id: 'store-size',
  title: 'Store size',
  question: 'What takes the room?',
  sql: `SELECT table AS Table, sum(bytes_on_disk) AS value
FROM system.parts WHERE active AND database = currentDatabase()
GROUP BY table ORDER BY value DESC, Table`,
  parameters: [],
  kind: 'bars',
  unit: 'bytes',
  action: 'Shorten retention of the largest table, or give the disk more room.',
};
