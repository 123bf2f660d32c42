-- Every observation, once. Server first: one server's past is what pages and rules read; see docs/decisions/0002-observation-order.md.
CREATE TABLE IF NOT EXISTS observations {{on-cluster}} (
  server String CODEC(ZSTD(1)),
  probe LowCardinality(String),
  scheduled_at DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)),
  vantage LowCardinality(String),
  written_at DateTime64(3, 'UTC') DEFAULT now64(3) CODEC(Delta, ZSTD(1)),
  started_at DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)),
  duration_ms Float64 CODEC(ZSTD(1)),
  probe_version UInt16 CODEC(T64, ZSTD(1)),
  consent Enum8('hosted' = 1, 'unproven' = 2, 'peer' = 3),
  outcome Enum8('ok' = 1, 'failed' = 2, 'disallowed' = 3, 'missed' = 4),
  failure_code LowCardinality(String),
  failure_stage LowCardinality(String),
  failure_detail String CODEC(ZSTD(1)),
  replayed Bool,
  data String CODEC(ZSTD(1)),
  exchanges String CODEC(ZSTD(1)),
  INDEX written written_at TYPE minmax GRANULARITY 1
) ENGINE = {{engine ReplacingMergeTree}}
PARTITION BY toYYYYMM(scheduled_at)
ORDER BY (server, probe, scheduled_at, vantage)
TTL toDateTime(scheduled_at) + INTERVAL 13 MONTH DELETE
SETTINGS ttl_only_drop_parts = 1, {{durable}}, {{window}};

-- The newest observation of every server and probe. A higher rank wins: what was seen before what was missed, then the later one.
CREATE TABLE IF NOT EXISTS latest {{on-cluster}} (
  server String CODEC(ZSTD(1)),
  probe LowCardinality(String),
  scheduled_at DateTime64(3, 'UTC'),
  vantage LowCardinality(String),
  written_at DateTime64(3, 'UTC'),
  started_at DateTime64(3, 'UTC'),
  duration_ms Float64 CODEC(ZSTD(1)),
  probe_version UInt16,
  consent Enum8('hosted' = 1, 'unproven' = 2, 'peer' = 3),
  outcome Enum8('ok' = 1, 'failed' = 2, 'disallowed' = 3, 'missed' = 4),
  failure_code LowCardinality(String),
  failure_stage LowCardinality(String),
  failure_detail String CODEC(ZSTD(1)),
  replayed Bool,
  data String CODEC(ZSTD(1)),
  exchanges String CODEC(ZSTD(1)),
  rank UInt64
) ENGINE = {{engine ReplacingMergeTree(rank)}}
ORDER BY (server, probe)
SETTINGS {{durable}}, {{window}};

CREATE MATERIALIZED VIEW IF NOT EXISTS latest_feed {{on-cluster}} TO latest AS
SELECT server, probe, scheduled_at, vantage, written_at, started_at, duration_ms, probe_version, consent, outcome,
  failure_code, failure_stage, failure_detail, replayed, data, exchanges,
  if(outcome = 'missed', 0, bitShiftLeft(toUInt64(1), 62)) + toUInt64(greatest(toUnixTimestamp64Milli(scheduled_at), 0)) AS rank
FROM observations;

-- When each probe of each server was last scheduled by us, whatever came of it; replayed history was not.
CREATE TABLE IF NOT EXISTS schedule {{on-cluster}} (
  server String CODEC(ZSTD(1)),
  probe LowCardinality(String),
  vantage LowCardinality(String),
  scheduled_at SimpleAggregateFunction(max, DateTime64(3, 'UTC'))
) ENGINE = {{engine AggregatingMergeTree}}
ORDER BY (server, probe, vantage)
SETTINGS {{durable}}, {{window}};

CREATE MATERIALIZED VIEW IF NOT EXISTS schedule_feed {{on-cluster}} TO schedule AS
SELECT server, probe, vantage, max(scheduled_at) AS scheduled_at
FROM observations
WHERE NOT replayed
GROUP BY server, probe, vantage;
