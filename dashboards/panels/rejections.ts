import { hosted, isTold } from './fragments.ts';
import type { Panel } from './panel.ts';

/** Peers with a list that rejects a hosted server now. */
export const rejections: Panel = {
  id: 'rejections',
  title: 'Peers that reject us',
  question: 'How many peers reject at least one of our servers?',
  sql: `SELECT uniqExact(observer) AS peers FROM hosted_policies
WHERE ended_at IS NULL AND last_seen IS NULL AND level = 'reject' AND server IN (SELECT host FROM ${hosted}) AND ${isTold('observer')}`,
  parameters: ['server', 'customer'],
  kind: 'number',
  unit: 'count',
  action: 'The list of who rejects us names them, with the size that each states.',
};
