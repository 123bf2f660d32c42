import { hosted, newestStates, pointInWindow } from './fragments.ts';
import type { Panel } from './panel.ts';

/** Pairs of a hosted server and a watched peer, by what stands between them. A pair can have several causes. */
export const relationsBroken: Panel = {
  id: 'relations-broken',
  title: 'Relations that are broken',
  question: 'Between which of our servers and peers does nothing pass?',
  sql: `WITH
  ours AS (SELECT host FROM ${hosted}),
  peers AS (SELECT host FROM servers FINAL WHERE role = 'peer' AND left_at IS NULL)
SELECT cause AS Cause, pairs AS value FROM (
  SELECT if(level = 'reject', 1, 2) AS place, if(level = 'reject', 'The peer rejects us', 'The peer limits us') AS cause, uniqExact(server, observer) AS pairs
    FROM hosted_policies
    WHERE ended_at IS NULL AND last_seen IS NULL AND level IN ('reject', 'limit') AND server IN (SELECT host FROM ours) AND observer IN (SELECT host FROM peers) GROUP BY level
  UNION ALL
  SELECT 3, 'We reject the peer', uniqExact(observer, subject) FROM policies FINAL
    WHERE ended_at IS NULL AND last_seen IS NULL AND level = 'reject' AND source = 'api' AND observer IN (SELECT host FROM ours) AND subject IN (SELECT host FROM peers)
  UNION ALL
  SELECT side.1, side.2, side.3 FROM (
    SELECT arrayJoin([(4, 'The peer does not answer', countIf(role = 'peer' AND is_down) * (SELECT count() FROM ours)),
      (5, 'We do not answer', countIf(is_down AND host IN (SELECT host FROM ours)) * countIf(role = 'peer'))]) AS side
    FROM (
      SELECT host, role, host IN (SELECT server FROM ${newestStates(pointInWindow)} WHERE state = 'down') AS is_down
      FROM servers FINAL WHERE left_at IS NULL
    )
  )
)
WHERE pairs > 0 ORDER BY place`,
  parameters: ['from', 'to', 'server', 'customer'],
  kind: 'bars',
  unit: 'count',
  action: 'Open the relations of a server: each pair names its cause and the list that says so.',
};
