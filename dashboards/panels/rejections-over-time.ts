import { hosted, inWindow, isTold, pointOf } from './fragments.ts';
import type { Panel } from './panel.ts';

/** Peers that began to reject a hosted server, and that stopped, over time. Whose list still has another entry that rejects it has lifted nothing, as `peering.block-lifted` has it. */
export const rejectionsOverTime: Panel = {
  id: 'rejections-over-time',
  title: 'Rejections over time',
  question: 'Is it one moderator, or a wave?',
  sql: `SELECT ${pointOf('told.changed_at')} AS time, uniqExactIf((told.server, told.observer), told.level_after = 'reject' AND told.level_before != 'reject') AS Added,
  uniqExactIf((told.server, told.observer), told.level_before = 'reject' AND told.level_after != 'reject'
    AND NOT arrayExists(span -> span.1 <= told.changed_at AND ifNull(span.2 > told.changed_at, true), held.spans)) AS Lifted
FROM (
  SELECT server, observer, changed_at, level_before, level_after FROM hosted_policy_changes
  WHERE server IN (SELECT host FROM ${hosted}) AND ${isTold('observer')} AND source != 'list' AND ${inWindow('changed_at')}
) AS told
LEFT JOIN (
  SELECT server, observer, groupArray((first_seen, ended_at)) AS spans FROM hosted_policies
  WHERE level = 'reject' AND source != 'list' AND server IN (SELECT host FROM ${hosted}) GROUP BY server, observer
) AS held ON held.server = told.server AND held.observer = told.observer
GROUP BY time ORDER BY time`,
  parameters: ['from', 'to', 'server', 'customer'],
  kind: 'series',
  unit: 'count',
  action: 'Many at once: look for a shared list or a call to block. One alone: write to the moderator.',
};
