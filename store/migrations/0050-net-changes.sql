-- As before, by server and reading: where one entry about a server took the place of another, such as a domain above it that of its name, what counts is the strongest before
-- and the strongest after. Each entry by itself was a rejection that was lifted and another that was new. The reason is that of the strongest after.
CREATE OR REPLACE VIEW hosted_policy_changes {{on-cluster}} AS
SELECT server, observer, source, origin, changed_at, max(previous) AS previous_at,
  argMax(was, indexOf(['note', 'media-only', 'limit', 'reject'], was)) AS level_before, argMax(became, rank) AS level_after, argMax(why, (rank, why)) AS reason
FROM (
  SELECT named.server AS server, told.observer AS observer, toString(told.source) AS source, told.origin AS origin, told.changed_at AS changed_at, told.previous_at AS previous,
    toString(told.level_before) AS was, toString(told.level_after) AS became, told.reason AS why, indexOf(['note', 'media-only', 'limit', 'reject'], became) AS rank
  FROM (SELECT * FROM policy_changes FINAL WHERE subject IN (SELECT arrayJoin(subjects.2) FROM hosted_servers)) AS told
  INNER JOIN (
    SELECT host AS server, key.1 AS name, key.2 AS subject, key.3 AS origins FROM hosted_servers FINAL ARRAY JOIN subjects AS key WHERE left_at IS NULL AND role = 'hosted'
  ) AS named ON named.subject = told.subject
  WHERE (empty(named.origins) OR has(named.origins, told.origin))
    AND (named.name = named.server OR told.subject_kind = 'pattern' OR told.covers = 'subdomains')
    AND (told.mask = '' OR (length(told.mask) = length(named.name) AND named.name LIKE replaceAll(told.mask, '*', '_')))
)
GROUP BY server, observer, source, origin, changed_at;
