-- Servers that are hosted, or were: every board begins with them, and read all thirty thousand servers to find a hundred. The newest row of a host counts, so
-- one that became a peer is here as such. The step can be run again: equal rows are one.
CREATE TABLE IF NOT EXISTS hosted_servers {{on-cluster}} (
  host String,
  role Enum8('hosted' = 1, 'peer' = 2),
  customer Nullable(String),
  objective Nullable(Float64),
  left_at Nullable(DateTime64(3, 'UTC')),
  updated_at DateTime64(3, 'UTC')
) ENGINE = {{engine ReplacingMergeTree(updated_at)}}
ORDER BY host
SETTINGS {{durable}}, {{window}};

CREATE MATERIALIZED VIEW IF NOT EXISTS hosted_servers_feed {{on-cluster}} TO hosted_servers AS
SELECT host, role, customer, objective, left_at, updated_at
FROM servers WHERE role = 'hosted' OR host IN (SELECT host FROM hosted_servers);

INSERT INTO hosted_servers (host, role, customer, objective, left_at, updated_at)
SELECT host, role, customer, objective, left_at, updated_at FROM servers WHERE host IN (SELECT host FROM servers WHERE role = 'hosted');

-- As before, of these.
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
    FROM hosted_servers FINAL WHERE left_at IS NULL AND role = 'hosted'
  )
);
