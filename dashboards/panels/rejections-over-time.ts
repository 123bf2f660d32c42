import { hosted, inWindow, isTold, pointOf } from './fragments.ts';
import type { Panel } from './panel.ts';

/** Peers that began to reject a hosted server, and that stopped, over time. */
export const rejectionsOverTime: Panel = {
  id: 'rejections-over-time',
  title: 'Rejections over time',
  question: 'Is it one moderator, or a wave?',
  sql: `SELECT ${pointOf('changed_at')} AS time, uniqExactIf((server, observer), level_after = 'reject' AND level_before != 'reject') AS Added,
  uniqExactIf((server, observer), level_before = 'reject' AND level_after != 'reject') AS Lifted
FROM hosted_policy_changes
WHERE server IN (SELECT host FROM ${hosted}) AND ${isTold('observer')} AND source != 'list' AND ${inWindow('changed_at')}
GROUP BY time ORDER BY time`,
  parameters: ['from', 'to', 'server', 'customer'],
  kind: 'series',
  unit: 'count',
  action: 'Many at once: look for a shared list or a call to block. One alone: write to the moderator.',
};
