import { hosted, isTold } from './fragments.ts';
import type { Panel } from './panel.ts';

/** How many stand in the picture at most: of those who reject or limit, of our servers, and of islands. */
export const mostDrawn = { who: 24, ours: 12, islands: 4 } as const;

/** Lists that servers made themselves, as far as their newest readings go: what somebody else wrote says nothing of what a server does. */
const theirOwn =
  "ended_at IS NULL AND last_seen IS NULL AND source IN ('api', 'export', 'signed') AND level IN ('reject', 'limit')";

/** Who rejects strangers: by name, by a domain above, by a wildcard or a digest. Source: `hosted_policies` in the schema, which has these rules for hosted servers only. */
const aboutStrangers = `SELECT named.server AS whom, held.observer AS who, max(held.level = 'reject') AS rejects
    FROM (SELECT * FROM policies_by_subject FINAL WHERE subject IN (SELECT subject FROM server_subjects WHERE has(strangers, server)) AND ${theirOwn}) AS held
    INNER JOIN (SELECT DISTINCT server, name, subject FROM server_subjects WHERE has(strangers, server)) AS named ON named.subject = held.subject
    WHERE if(named.name = named.server, held.subject_kind != 'pattern' OR held.origin IN ('pleroma', 'akkoma'), held.subject_kind = 'pattern' OR held.covers = 'subdomains')
      AND (held.mask = '' OR (length(held.mask) = length(named.name) AND named.name LIKE replaceAll(held.mask, '*', '_')))
    GROUP BY whom, who`;

/**
 * Who rejects or limits which hosted server now, by lists of their own, and which islands they reject besides; islands only where nothing narrows the question.
 * Drawn are first who means a hosted server, then who rejects, then the largest by the active users that they state. What is named more than once is
 * a value: the engine makes a table anew for each of its names.
 */
export const rejectionGraph: Panel = {
  id: 'rejection-graph',
  title: 'Who rejects whom',
  question: 'Which servers cut ours off, and is ours cut off like an island?',
  sql: `WITH
  (SELECT groupArray(host) FROM ${hosted}) AS ours,
  (
    SELECT groupArray(server) FROM (
      SELECT server FROM latest WHERE has(ours, server)
      GROUP BY server HAVING argMax(toString(consent), (probe != 'ownership', scheduled_at, started_at, consent != 'hosted')) = 'unproven'
    )
  ) AS unproven,
  (SELECT (enough_judges, says) FROM list_coverage) AS coverage,
  (
    SELECT groupArray(host) FROM network_tally FINAL
    WHERE kind = 'rejected' AND island AND pass = (SELECT max(pass) FROM network_tally) AND coverage.1
  ) AS islands,
  if({server:String} = '' AND {customer:String} = '', arrayFilter(host -> NOT has(ours, host), islands), []) AS strangers
SELECT concat(who, ' ', whom) AS id, who AS source, whom AS target, if(rejects, 'Rejects', 'Limits') AS mainstat, if(active = 0, NULL, active) AS secondarystat,
  concat(if(is_ours, 'hosted server', 'peer'), if(has(unproven, whom), ', unproven', ''), if(has(islands, whom), ', an island', '')) AS detail__target,
  all_who AS detail__sources, all_whom AS detail__targets, coverage.2 AS detail__coverage
FROM (
  SELECT *, dense_rank() OVER (ORDER BY means_us DESC, gravest DESC, active DESC, who) AS who_place,
    dense_rank() OVER (PARTITION BY is_ours ORDER BY times DESC, whom) AS whom_place
  FROM (
    SELECT edges.who AS who, edges.whom AS whom, edges.rejects AS rejects, sizes.active AS active, has(ours, whom) AS is_ours,
      max(is_ours) OVER (PARTITION BY who) AS means_us, max(rejects) OVER (PARTITION BY who) AS gravest, count() OVER (PARTITION BY whom) AS times,
      uniqExact(who) OVER () AS all_who, uniqExact(whom) OVER () AS all_whom
    FROM (
    SELECT server AS whom, observer AS who, max(level = 'reject') AS rejects FROM hosted_policies
    WHERE ${theirOwn} AND has(ours, server) AND ${isTold('observer')}
    GROUP BY whom, who
    UNION ALL
    ${aboutStrangers}
    ) AS edges
    LEFT JOIN (SELECT server, active FROM stated_sizes FINAL) AS sizes ON sizes.server = edges.who
  )
)
WHERE who_place <= ${mostDrawn.who} AND whom_place <= if(is_ours, ${mostDrawn.ours}, ${mostDrawn.islands})
ORDER BY is_ours DESC, whom_place, who_place`,
  parameters: ['server', 'customer'],
  kind: 'graph',
  unit: 'none',
  action:
    'A few lines: write to these moderators. Lines from nearly everywhere: look for what they have in common, a list or a report, before you write to anyone.',
};
