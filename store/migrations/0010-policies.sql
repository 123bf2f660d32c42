-- Every reading of a block list, without its entries.
CREATE TABLE IF NOT EXISTS policy_readings {{on-cluster}} (
  observer String CODEC(ZSTD(1)),
  source Enum8('api' = 1, 'robots' = 2, 'list' = 3, 'export' = 4, 'signed' = 5),
  origin LowCardinality(String),
  read_at DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)),
  state Enum8('published' = 1, 'partial' = 2, 'hidden' = 3, 'not-supported' = 4, 'declined' = 5, 'failed' = 6),
  mode Enum8('open' = 1, 'allow-list' = 2, 'closed' = 3, 'unknown' = 4),
  entries UInt32 CODEC(T64, ZSTD(1)),
  refused String CODEC(ZSTD(1)),
  truncated Bool,
  covers Enum8('name' = 1, 'subdomains' = 2),
  digest String CODEC(ZSTD(1)),
  revision UInt64 CODEC(Delta, ZSTD(1))
) ENGINE = {{engine ReplacingMergeTree}}
PARTITION BY toYYYYMM(read_at)
ORDER BY (observer, source, origin, read_at)
TTL toDateTime(read_at) + INTERVAL 13 MONTH DELETE
SETTINGS ttl_only_drop_parts = 1, {{durable}}, {{window}};

-- The newest reading of every list, by state. Its rows are asked for by observer, a few dozen at a time: small granules keep that
-- small, and so does merging parts soon, as each one is looked into. Not `AS policy_readings`: that takes its partitions over, whatever is said here, and
-- rows of two months would never meet.
CREATE TABLE IF NOT EXISTS newest_readings {{on-cluster}} (
  observer String CODEC(ZSTD(1)),
  source Enum8('api' = 1, 'robots' = 2, 'list' = 3, 'export' = 4, 'signed' = 5),
  origin LowCardinality(String),
  read_at DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)),
  state Enum8('published' = 1, 'partial' = 2, 'hidden' = 3, 'not-supported' = 4, 'declined' = 5, 'failed' = 6),
  mode Enum8('open' = 1, 'allow-list' = 2, 'closed' = 3, 'unknown' = 4),
  entries UInt32 CODEC(T64, ZSTD(1)),
  refused String CODEC(ZSTD(1)),
  truncated Bool,
  covers Enum8('name' = 1, 'subdomains' = 2),
  digest String CODEC(ZSTD(1)),
  revision UInt64 CODEC(Delta, ZSTD(1))
) ENGINE = {{engine ReplacingMergeTree(revision)}}
ORDER BY (observer, source, origin, state)
SETTINGS index_granularity = 256, min_age_to_force_merge_seconds = 300, {{durable}}, {{window}};

CREATE MATERIALIZED VIEW IF NOT EXISTS newest_readings_feed {{on-cluster}} TO newest_readings AS
SELECT observer, source, origin, read_at, state, mode, entries, refused, truncated, covers, digest, revision
FROM policy_readings;

-- Since when a list can be read: its first published reading. Without it every page would look through the readings of a year.
CREATE TABLE IF NOT EXISTS first_readings {{on-cluster}} (
  observer String CODEC(ZSTD(1)),
  source Enum8('api' = 1, 'robots' = 2, 'list' = 3, 'export' = 4, 'signed' = 5),
  origin LowCardinality(String),
  since SimpleAggregateFunction(min, DateTime64(3, 'UTC'))
) ENGINE = {{engine AggregatingMergeTree}}
ORDER BY (observer, source, origin)
SETTINGS {{durable}}, {{window}};

CREATE MATERIALIZED VIEW IF NOT EXISTS first_readings_feed {{on-cluster}} TO first_readings AS
SELECT observer, source, origin, min(read_at) AS since FROM policy_readings WHERE state = 'published' GROUP BY observer, source, origin;

-- Who rejects or limits whom, as it is known now: one row of every observer, list and subject. The highest revision counts.
CREATE TABLE IF NOT EXISTS policies {{on-cluster}} (
  observer String CODEC(ZSTD(1)),
  source Enum8('api' = 1, 'robots' = 2, 'list' = 3, 'export' = 4, 'signed' = 5),
  origin LowCardinality(String),
  partial Bool,
  subject String CODEC(ZSTD(1)),
  subject_kind Enum8('host' = 1, 'digest' = 2, 'pattern' = 3),
  mask String CODEC(ZSTD(1)),
  level Enum8('note' = 1, 'media-only' = 2, 'limit' = 3, 'reject' = 4),
  native LowCardinality(String),
  reason String CODEC(ZSTD(1)),
  obfuscated Bool,
  covers Enum8('name' = 1, 'subdomains' = 2),
  first_seen DateTime64(3, 'UTC') CODEC(ZSTD(1)),
  last_seen Nullable(DateTime64(3, 'UTC')) CODEC(ZSTD(1)),
  ended_at Nullable(DateTime64(3, 'UTC')) CODEC(ZSTD(1)),
  revision UInt64 CODEC(ZSTD(1))
) ENGINE = {{engine ReplacingMergeTree(revision)}}
ORDER BY (observer, source, origin, partial, subject)
SETTINGS index_granularity = 1024, {{durable}}, {{window}};

-- The same rows in another order, for the question who blocks a server. A table and no projection: FINAL reads no projections, and what is known now
-- needs FINAL. Small granules: the question is after a few names, and a granule is the least that is read of each.
CREATE TABLE IF NOT EXISTS policies_by_subject {{on-cluster}} AS policies
ENGINE = {{engine ReplacingMergeTree(revision)}}
ORDER BY (subject, observer, source, origin, partial)
SETTINGS index_granularity = 256, {{durable}}, {{window}};

CREATE MATERIALIZED VIEW IF NOT EXISTS policies_by_subject_feed {{on-cluster}} TO policies_by_subject AS
SELECT observer, source, origin, partial, subject, subject_kind, mask, level, native, reason, obfuscated, covers,
  first_seen, last_seen, ended_at, revision
FROM policies;

-- What changed between two published readings of one list. Equal rows written twice are one.
CREATE TABLE IF NOT EXISTS policy_changes {{on-cluster}} (
  observer String CODEC(ZSTD(1)),
  source Enum8('api' = 1, 'robots' = 2, 'list' = 3, 'export' = 4, 'signed' = 5),
  origin LowCardinality(String),
  changed_at DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)),
  kind Enum8('added' = 1, 'level-changed' = 2, 'removed' = 3, 'mode-changed' = 4),
  subject String CODEC(ZSTD(1)),
  subject_kind Enum8('none' = 0, 'host' = 1, 'digest' = 2, 'pattern' = 3),
  mask String CODEC(ZSTD(1)),
  level_before LowCardinality(String),
  level_after LowCardinality(String),
  native_before LowCardinality(String),
  native_after LowCardinality(String),
  reason String CODEC(ZSTD(1)),
  covers Enum8('name' = 1, 'subdomains' = 2),
  previous_at DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)),
  INDEX subjects subject TYPE bloom_filter(0.01) GRANULARITY 1,
  INDEX changed changed_at TYPE minmax GRANULARITY 1
) ENGINE = {{engine ReplacingMergeTree}}
PARTITION BY toYYYYMM(changed_at)
ORDER BY (changed_at, observer, source, origin, subject, kind)
TTL toDateTime(changed_at) + INTERVAL 13 MONTH DELETE
SETTINGS ttl_only_drop_parts = 1, {{durable}}, {{window}};
