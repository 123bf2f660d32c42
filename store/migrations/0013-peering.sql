-- Every subject of a list that may mean a hosted server: its name and the domains above it, each plain, as a wildcard and as a digest.
CREATE VIEW IF NOT EXISTS hosted_subjects {{on-cluster}} AS
SELECT server, name, arrayJoin([name, concat('*.', name), concat('sha256:', lower(hex(SHA256(name))))]) AS subject
FROM (
  SELECT host AS server, arrayJoin(arrayMap(i -> arrayStringConcat(arraySlice(splitByChar('.', host), i), '.'),
    range(1, greatest(2, length(splitByChar('.', host)))))) AS name
  FROM servers FINAL WHERE role = 'hosted' AND left_at IS NULL
);

-- DISTINCT in these views keeps the engine (ClickHouse 26.7) from reordering their joins together with those of a query that reads them: it then takes
-- tables of the one for tables of the other, and refuses the query ("Left and right columns have same names").

-- Who rejects or limits hosted servers, by the rules of `store/policies.ts`: a name above counts where the list covers subdomains, and a mask has to fit.
CREATE VIEW IF NOT EXISTS hosted_policies {{on-cluster}} AS
SELECT DISTINCT named.server AS server, held.observer AS observer, toString(held.source) AS source, held.origin AS origin, held.partial AS partial,
  toString(held.level) AS level, held.native AS native, held.reason AS reason, held.first_seen AS first_seen, held.ended_at AS ended_at
FROM (SELECT * FROM policies_by_subject FINAL WHERE subject IN (SELECT subject FROM hosted_subjects)) AS held
INNER JOIN hosted_subjects AS named ON named.subject = held.subject
WHERE (named.name = named.server OR held.subject_kind = 'pattern' OR held.covers = 'subdomains')
  AND (held.mask = '' OR (length(held.mask) = length(named.name) AND named.name LIKE replaceAll(held.mask, '*', '_')));

-- What changed about hosted servers between two published readings, by the same rules.
CREATE VIEW IF NOT EXISTS hosted_policy_changes {{on-cluster}} AS
SELECT DISTINCT named.server AS server, told.observer AS observer, toString(told.source) AS source, told.origin AS origin, told.changed_at AS changed_at,
  told.previous_at AS previous_at, toString(told.level_before) AS level_before, toString(told.level_after) AS level_after, told.reason AS reason
FROM (SELECT * FROM policy_changes FINAL WHERE subject IN (SELECT subject FROM hosted_subjects)) AS told
INNER JOIN hosted_subjects AS named ON named.subject = told.subject
WHERE (named.name = named.server OR told.subject_kind = 'pattern' OR told.covers = 'subdomains')
  AND (told.mask = '' OR (length(told.mask) = length(named.name) AND named.name LIKE replaceAll(told.mask, '*', '_')));

-- Peers with the state of their own list and their weight: 1 for ten users of the last month, 2 for a hundred, 5 at most. The number is the peer's own.
-- Who hides it weighs nothing, and neither does GoToSocial: its setting `instance-stats-mode` can make the number zero or random.
CREATE VIEW IF NOT EXISTS list_publishers {{on-cluster}} AS
SELECT DISTINCT peers.host AS peer, lists.newest_state IN ('published', 'partial') AS readable, lists.newest_read_at AS read_at,
  sizes.told AS active, log10(least(greatest(sizes.told, 1), 100000)) AS weight, looks.look AS look
FROM (SELECT host FROM servers FINAL WHERE role = 'peer' AND left_at IS NULL) AS peers
LEFT JOIN (
  SELECT observer, argMax(toString(state), revision) AS newest_state, argMax(newest_readings.read_at, revision) AS newest_read_at
  FROM newest_readings WHERE source = 'api' GROUP BY observer
) AS lists ON lists.observer = peers.host
LEFT JOIN (
  SELECT server, if(lower(JSONExtractString(data, 'document', 'data', 'software', 'name')) = 'gotosocial', 0,
    JSONExtractInt(data, 'document', 'data', 'usersActiveMonth')) AS told
  FROM latest FINAL WHERE probe = 'nodeinfo' AND outcome = 'ok'
) AS sizes ON sizes.server = peers.host
LEFT JOIN (SELECT server, id AS look FROM latest FINAL WHERE probe = 'policies') AS looks ON looks.server = peers.host;

-- How much of the network can be judged, in one row. Below five peers, or one in twenty, nothing is said about all of them.
CREATE VIEW IF NOT EXISTS list_coverage {{on-cluster}} AS
SELECT count() AS known, countIf(readable) AS readers, sumIf(weight, readable) AS total_weight, readers >= 5 AND readers >= known * 0.05 AS enough,
  concat(toString(readers), ' of ', toString(known), ' peers publish a list we may read') AS says
FROM list_publishers;
