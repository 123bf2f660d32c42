-- Who is watched. The newest row of a host counts.
CREATE TABLE IF NOT EXISTS servers {{on-cluster}} (
  host String,
  role Enum8('hosted' = 1, 'peer' = 2),
  customer Nullable(String),
  account Nullable(String),
  expect String CODEC(ZSTD(1)),
  watched_since DateTime64(3, 'UTC'),
  updated_at DateTime64(3, 'UTC')
) ENGINE = {{engine ReplacingMergeTree(updated_at)}}
ORDER BY host
SETTINGS {{durable}}, {{window}};
