-- Every subject of a list that may mean a hosted server, as `store/policy-wildcards.ts` has them for the wildcards. `origins`: on whose lists a wildcard means that;
-- empty: on every list. `name`: the server or a domain above it; what is behind the `*` of a wildcard may be less than a name.
CREATE OR REPLACE VIEW hosted_subjects {{on-cluster}} AS
SELECT DISTINCT server, key.1 AS name, key.2 AS subject, key.3 AS origins
FROM (
  SELECT server, arrayJoin(arrayConcat(
    arrayMap(own -> (own, own, emptyArrayString()), names),
    arrayMap(own -> (own, concat('sha256:', lower(hex(SHA256(own)))), emptyArrayString()), names),
    arrayMap(above -> (above, concat('*.', above), emptyArrayString()), arraySlice(names, 2)),
    arrayMap(whole -> (whole, concat('*.', whole), ['pleroma', 'akkoma']), [server, labels[-1]]),
    arrayMap(start -> (server, concat('*', substring(server, start)), ['friendica', 'mitra']), range(1, length(server) + 1)),
    arrayMap(label -> (server, concat(arrayStringConcat(arraySlice(labels, 1, label), '.'), '.*'), ['friendica', 'mitra', 'pleroma', 'akkoma']), range(1, length(labels))),
    arrayFlatten(arrayMap(start -> arrayMap(label -> (server, concat(arrayStringConcat(arraySlice(labels, start, label), '.'), '.*'), ['akkoma']),
      range(1, length(labels) - start + 1)), range(2, length(labels))))
  )) AS key
  FROM (
    SELECT host AS server, splitByChar('.', host) AS labels,
      arrayMap(start -> arrayStringConcat(arraySlice(labels, start), '.'), range(1, greatest(2, length(labels)))) AS names
    FROM servers FINAL WHERE left_at IS NULL AND role = 'hosted'
  )
);

-- As before, but a wildcard means what it means on the list of its software.
CREATE OR REPLACE VIEW hosted_policies {{on-cluster}} AS
SELECT DISTINCT named.server AS server, held.observer AS observer, toString(held.source) AS source, held.origin AS origin, held.partial AS partial,
  toString(held.level) AS level, held.native AS native, held.reason AS reason, held.first_seen AS first_seen, held.ended_at AS ended_at
FROM (SELECT * FROM policies_by_subject FINAL WHERE subject IN (SELECT subject FROM hosted_subjects)) AS held
INNER JOIN hosted_subjects AS named ON named.subject = held.subject
WHERE (empty(named.origins) OR has(named.origins, held.origin))
  AND (named.name = named.server OR held.subject_kind = 'pattern' OR held.covers = 'subdomains')
  AND (held.mask = '' OR (length(held.mask) = length(named.name) AND named.name LIKE replaceAll(held.mask, '*', '_')));

CREATE OR REPLACE VIEW hosted_policy_changes {{on-cluster}} AS
SELECT DISTINCT named.server AS server, told.observer AS observer, toString(told.source) AS source, told.origin AS origin, told.changed_at AS changed_at,
  told.previous_at AS previous_at, toString(told.level_before) AS level_before, toString(told.level_after) AS level_after, told.reason AS reason
FROM (SELECT * FROM policy_changes FINAL WHERE subject IN (SELECT subject FROM hosted_subjects)) AS told
INNER JOIN hosted_subjects AS named ON named.subject = told.subject
WHERE (empty(named.origins) OR has(named.origins, told.origin))
  AND (named.name = named.server OR told.subject_kind = 'pattern' OR told.covers = 'subdomains')
  AND (told.mask = '' OR (length(told.mask) = length(named.name) AND named.name LIKE replaceAll(told.mask, '*', '_')));
