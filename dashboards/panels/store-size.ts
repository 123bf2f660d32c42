import type { Panel } from './panel.ts';

/** Bytes on disk by table. */
export const storeSize: Panel = {
  id: 'store-size',
  title: 'Store size',
  question: 'What takes the room?',
  // Of each table the engine knows the sum; parts would be as many as there are months.
  sql: `SELECT name AS Table, assumeNotNull(total_bytes) AS value
FROM system.tables WHERE database = currentDatabase() AND total_bytes > 0
ORDER BY value DESC, Table`,
  parameters: [],
  kind: 'bars',
  unit: 'bytes',
  action: 'Shorten retention of the largest table, or give the disk more room.',
};
