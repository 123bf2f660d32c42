import { dayInWindow, hosted, inWindow } from './fragments.ts';
import type { Panel } from './panel.ts';

/** Pairs of a hosted server and a watched peer, by what stands between them. A pair can have several causes. */
export const relationsBroken: Panel = {
  id: 'relations-broken',
  title: 'Relations that are broken',
  question: 'Between which of our servers and peers does nothing pass?',
  sql: `WITH
  ours AS (SELECT host FROM ${hosted}),
  peers AS (SELECT host FROM servers FINAL WHERE role = 'peer' AND left_at IS NULL),
  standing AS (
    SELECT server, argMax(state, scheduled_at) AS newest FROM visit_states
    WHERE state != 'unknown' AND ${dayInWindow} AND ${inWindow('scheduled_at')} GROUP BY server
  )
SELECT cause AS Cause, pairs AS value FROM (
  SELECT 1 AS place, 'The peer rejects us' AS cause, uniqExact(server, observer) AS pairs FROM hosted_policies
    WHERE ended_at IS NULL AND level = 'reject' AND server IN (SELECT host FROM ours) AND observer IN (SELECT host FROM peers)
  UNION ALL
  SELECT 2, 'The peer limits us', uniqExact(server, observer) FROM hosted_policies
    WHERE ended_at IS NULL AND level = 'limit' AND server IN (SELECT host FROM ours) AND observer IN (SELECT host FROM peers)
  UNION ALL
  SELECT 3, 'We reject the peer', uniqExact(observer, subject) FROM policies FINAL
    WHERE ended_at IS NULL AND level = 'reject' AND source = 'api' AND observer IN (SELECT host FROM ours) AND subject IN (SELECT host FROM peers)
  UNION ALL
  SELECT 4, 'The peer does not answer', count() FROM ours CROSS JOIN standing WHERE standing.newest = 'down' AND standing.server IN (SELECT host FROM peers)
  UNION ALL
  SELECT 5, 'We do not answer', count() FROM peers CROSS JOIN standing WHERE standing.newest = 'down' AND standing.server IN (SELECT host FROM ours)
)
WHERE pairs > 0 ORDER BY place`,
  parameters: ['from', 'to', 'server', 'customer'],
  kind: 'bars',
  unit: 'count',
  action: 'Open the relations of a server: each pair names its cause and the list that says so.',
};
