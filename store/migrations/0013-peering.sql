-- Every subject of a list that may mean a watched server: its name and the domains above it, each plain, as a wildcard and as a digest.
CREATE VIEW IF NOT EXISTS server_subjects {{on-cluster}} AS
SELECT server, role, name, arrayJoin([name, concat('*.', name), concat('sha256:', lower(hex(SHA256(name))))]) AS subject
FROM (
  SELECT host AS server, role, arrayJoin(arrayMap(i -> arrayStringConcat(arraySlice(splitByChar('.', host), i), '.'),
    range(1, greatest(2, length(splitByChar('.', host)))))) AS name
  FROM servers FINAL WHERE left_at IS NULL
);

-- The same of hosted servers.
CREATE VIEW IF NOT EXISTS hosted_subjects {{on-cluster}} AS
SELECT server, name, subject FROM server_subjects WHERE role = 'hosted';

-- DISTINCT in these views keeps the engine (ClickHouse 26.7) from reordering their joins together with those of a query that reads them: it then takes
-- tables of the one for tables of the other, and refuses the query ("Left and right columns have same names").

-- Who rejects or limits hosted servers, by the rules of `store/policies.ts`: a name above counts where the list covers subdomains, a wildcard is of what is
-- below it (of Pleroma also of the name itself), and a mask has to fit.
CREATE VIEW IF NOT EXISTS hosted_policies {{on-cluster}} AS
SELECT DISTINCT named.server AS server, held.observer AS observer, toString(held.source) AS source, held.origin AS origin, held.partial AS partial,
  toString(held.level) AS level, held.native AS native, held.reason AS reason, held.first_seen AS first_seen, held.ended_at AS ended_at
FROM (SELECT * FROM policies_by_subject FINAL WHERE subject IN (SELECT subject FROM hosted_subjects)) AS held
INNER JOIN hosted_subjects AS named ON named.subject = held.subject
WHERE if(named.name = named.server, held.subject_kind != 'pattern' OR held.origin = 'pleroma', held.subject_kind = 'pattern' OR held.covers = 'subdomains')
  AND (held.mask = '' OR (length(held.mask) = length(named.name) AND named.name LIKE replaceAll(held.mask, '*', '_')));

-- What changed about hosted servers between two published readings, by the same rules.
CREATE VIEW IF NOT EXISTS hosted_policy_changes {{on-cluster}} AS
SELECT DISTINCT named.server AS server, told.observer AS observer, toString(told.source) AS source, told.origin AS origin, told.changed_at AS changed_at,
  told.previous_at AS previous_at, toString(told.level_before) AS level_before, toString(told.level_after) AS level_after, told.reason AS reason
FROM (SELECT * FROM policy_changes FINAL WHERE subject IN (SELECT subject FROM hosted_subjects)) AS told
INNER JOIN hosted_subjects AS named ON named.subject = told.subject
WHERE if(named.name = named.server, told.subject_kind != 'pattern' OR told.origin = 'pleroma', told.subject_kind = 'pattern' OR told.covers = 'subdomains')
  AND (told.mask = '' OR (length(told.mask) = length(named.name) AND named.name LIKE replaceAll(told.mask, '*', '_')));

-- What servers state of their active users, newest first. The number is their own. Zero: it is hidden, or GoToSocial's, whose setting
-- `instance-stats-mode` can make it zero or random.
CREATE TABLE IF NOT EXISTS stated_sizes {{on-cluster}} (
  server String CODEC(ZSTD(1)),
  active UInt64,
  rank UInt64
) ENGINE = {{engine ReplacingMergeTree(rank)}}
ORDER BY server
SETTINGS {{durable}}, {{window}};

CREATE MATERIALIZED VIEW IF NOT EXISTS stated_sizes_feed {{on-cluster}} TO stated_sizes AS
SELECT server, if(lower(JSONExtractString(data, 'document', 'data', 'software', 'name')) = 'gotosocial', 0,
    JSONExtractUInt(data, 'document', 'data', 'usersActiveMonth')) AS active,
  toUInt64(greatest(toUnixTimestamp64Milli(scheduled_at), 0)) AS rank
FROM observations WHERE probe = 'nodeinfo' AND outcome = 'ok';

-- Peers with the state of their own list. `whole`: all of it is published, and it is one of whom they reject: who federates by an allow-list says
-- nothing of others by leaving them out.
CREATE VIEW IF NOT EXISTS list_readers {{on-cluster}} AS
SELECT DISTINCT peers.host AS peer, lists.newest_state IN ('published', 'partial') AS readable,
  lists.newest_state = 'published' AND lists.newest_mode IN ('open', 'unknown') AS whole, lists.newest_read_at AS read_at
FROM (SELECT host FROM servers FINAL WHERE role = 'peer' AND left_at IS NULL) AS peers
LEFT JOIN (
  SELECT observer, argMax(toString(state), revision) AS newest_state, argMax(toString(newest_readings.mode), revision) AS newest_mode,
    argMax(newest_readings.read_at, revision) AS newest_read_at
  FROM newest_readings WHERE source = 'api' GROUP BY observer
) AS lists ON lists.observer = peers.host;

-- The same with their weight: 1 for ten users of the last month, 2 for a hundred, 5 at most; none for who states no number that can be believed.
CREATE VIEW IF NOT EXISTS list_publishers {{on-cluster}} AS
SELECT DISTINCT readers.peer AS peer, readers.readable AS readable, readers.whole AS whole, readers.read_at AS read_at,
  sizes.active AS active, log10(least(greatest(sizes.active, 1), 100000)) AS weight, looks.look AS look
FROM list_readers AS readers
LEFT JOIN (SELECT server, active FROM stated_sizes FINAL) AS sizes ON sizes.server = readers.peer
LEFT JOIN (SELECT server, id AS look FROM latest FINAL WHERE probe = 'policies') AS looks ON looks.server = readers.peer;

-- How much of the network can be judged, in one row. Below five peers, or one in twenty, nothing is said about all of them.
-- What an island is, for rules and pages alike: more than half of the peers that publish their whole list reject it, and they have at least half of the
-- weight of all of these. A rejection counts from its second reading on. `island_peers` and `island_weight` are the least that it takes.
CREATE VIEW IF NOT EXISTS list_coverage {{on-cluster}} AS
SELECT count() AS known, countIf(readable) AS readers, readers >= 5 AND readers >= known * 0.05 AS enough,
  countIf(whole) AS judges, judges >= 5 AND judges >= known * 0.05 AS enough_judges,
  sumIf(weight, whole) AS total_weight, intDiv(judges, 2) + 1 AS island_peers, total_weight / 2 AS island_weight,
  concat(toString(readers), ' of ', toString(known), ' peers publish a list we may read') AS says
FROM list_publishers;
