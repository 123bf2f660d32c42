-- The subjects of lists that may mean a hosted server are kept with it, as `store/policy-wildcards.ts` has them for the wildcards, and not made anew by every question: a question
-- about lists named them four to eight times, and each took the engine six milliseconds to understand. `name`: the server or a domain above it; what is behind the `*` of a wildcard may be
-- less than a name. `origins`: on whose lists a wildcard means that; empty: on every list. Rows that are there already have them when they are read, and for good from the next merge on.
ALTER TABLE hosted_servers {{on-cluster}} ADD COLUMN IF NOT EXISTS labels Array(String) MATERIALIZED splitByChar('.', host);

ALTER TABLE hosted_servers {{on-cluster}} ADD COLUMN IF NOT EXISTS names Array(String)
  MATERIALIZED arrayMap(start -> arrayStringConcat(arraySlice(labels, start), '.'), range(1, greatest(2, length(labels))));

ALTER TABLE hosted_servers {{on-cluster}} ADD COLUMN IF NOT EXISTS subjects Array(Tuple(name String, subject String, origins Array(String)))
  MATERIALIZED arrayDistinct(arrayConcat(
    arrayMap(own -> (own, own, emptyArrayString()), names),
    arrayMap(own -> (own, concat('sha256:', lower(hex(SHA256(own)))), emptyArrayString()), names),
    arrayMap(above -> (above, concat('*.', above), emptyArrayString()), arraySlice(names, 2)),
    arrayMap(whole -> (whole, concat('*.', whole), ['pleroma', 'akkoma']), [host, labels[-1]]),
    arrayMap(start -> (host, concat('*', substring(host, start)), ['friendica', 'mitra']), range(1, length(host) + 1)),
    arrayMap(label -> (host, concat(arrayStringConcat(arraySlice(labels, 1, label), '.'), '.*'), ['friendica', 'mitra', 'pleroma', 'akkoma']), range(1, length(labels))),
    arrayFlatten(arrayMap(start -> arrayMap(label -> (host, concat(arrayStringConcat(arraySlice(labels, start, label), '.'), '.*'), ['akkoma']),
      range(1, length(labels) - start + 1)), range(2, length(labels))))
  ));

CREATE OR REPLACE VIEW hosted_subjects {{on-cluster}} AS
SELECT host AS server, key.1 AS name, key.2 AS subject, key.3 AS origins
FROM hosted_servers FINAL ARRAY JOIN subjects AS key WHERE left_at IS NULL AND role = 'hosted';

-- As before, but no view in a view: to plan one costs as much as a join. Which rows of lists are read may be some too many, of a server that left: who is meant is asked after.
CREATE OR REPLACE VIEW hosted_policies {{on-cluster}} AS
SELECT DISTINCT named.server AS server, held.observer AS observer, toString(held.source) AS source, held.origin AS origin, held.partial AS partial,
  toString(held.level) AS level, held.native AS native, held.reason AS reason, held.first_seen AS first_seen, held.last_seen AS last_seen, held.ended_at AS ended_at
FROM (SELECT * FROM policies_by_subject FINAL WHERE subject IN (SELECT arrayJoin(subjects.2) FROM hosted_servers)) AS held
INNER JOIN (
  SELECT host AS server, key.1 AS name, key.2 AS subject, key.3 AS origins FROM hosted_servers FINAL ARRAY JOIN subjects AS key WHERE left_at IS NULL AND role = 'hosted'
) AS named ON named.subject = held.subject
WHERE (empty(named.origins) OR has(named.origins, held.origin))
  AND (named.name = named.server OR held.subject_kind = 'pattern' OR held.covers = 'subdomains')
  AND (held.mask = '' OR (length(held.mask) = length(named.name) AND named.name LIKE replaceAll(held.mask, '*', '_')));

CREATE OR REPLACE VIEW hosted_policy_changes {{on-cluster}} AS
SELECT DISTINCT named.server AS server, told.observer AS observer, toString(told.source) AS source, told.origin AS origin, told.changed_at AS changed_at,
  told.previous_at AS previous_at, toString(told.level_before) AS level_before, toString(told.level_after) AS level_after, told.reason AS reason
FROM (SELECT * FROM policy_changes FINAL WHERE subject IN (SELECT arrayJoin(subjects.2) FROM hosted_servers)) AS told
INNER JOIN (
  SELECT host AS server, key.1 AS name, key.2 AS subject, key.3 AS origins FROM hosted_servers FINAL ARRAY JOIN subjects AS key WHERE left_at IS NULL AND role = 'hosted'
) AS named ON named.subject = told.subject
WHERE (empty(named.origins) OR has(named.origins, told.origin))
  AND (named.name = named.server OR told.subject_kind = 'pattern' OR told.covers = 'subdomains')
  AND (told.mask = '' OR (length(told.mask) = length(named.name) AND named.name LIKE replaceAll(told.mask, '*', '_')));

-- As before, by one GROUP BY each instead of joins: what was never read has the revision 0.
CREATE OR REPLACE VIEW list_readers {{on-cluster}} AS
SELECT peer, newest.1 AS readable, newest.2 AS whole, newest.3 AS read_at
FROM (
  SELECT peer, argMax((can_read, is_whole, at), revision) AS newest
  FROM (
    SELECT host AS peer, true AS watched, 0 AS can_read, 0 AS is_whole, toDateTime64(0, 3, 'UTC') AS at, toUInt64(0) AS revision
    FROM servers FINAL WHERE role = 'peer' AND left_at IS NULL
    UNION ALL SELECT observer, false, state IN ('published', 'partial'), state = 'published' AND mode IN ('open', 'unknown'), read_at, revision
    FROM newest_readings WHERE source = 'api'
  ) GROUP BY peer HAVING max(watched)
);

CREATE OR REPLACE VIEW list_publishers {{on-cluster}} AS
SELECT peer, newest.1 AS readable, newest.2 AS whole, newest.3 AS read_at, active, log10(least(greatest(active, 1), 100000)) AS weight, look
FROM (
  SELECT peer, argMax((can_read, is_whole, at), revision) AS newest, max(users) AS active, max(seen) AS look
  FROM (
    SELECT host AS peer, true AS watched, 0 AS can_read, 0 AS is_whole, toDateTime64(0, 3, 'UTC') AS at, toUInt64(0) AS revision, toUInt64(0) AS users, '' AS seen
    FROM servers FINAL WHERE role = 'peer' AND left_at IS NULL
    UNION ALL SELECT observer, false, state IN ('published', 'partial'), state = 'published' AND mode IN ('open', 'unknown'), read_at, revision, 0, ''
    FROM newest_readings WHERE source = 'api'
    UNION ALL SELECT server, false, 0, 0, toDateTime64(0, 3, 'UTC'), 0, active, '' FROM stated_sizes FINAL
    UNION ALL SELECT server, false, 0, 0, toDateTime64(0, 3, 'UTC'), 0, 0, id FROM latest FINAL WHERE probe = 'policies'
  ) GROUP BY peer HAVING max(watched)
);
