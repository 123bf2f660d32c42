-- What some rules compare the newest observation with: the earlier ones with data, of the probes whose past they ask for (`store/compared.ts` names them too).
-- In `observations` a few rows lie among thousands of others, which were read with them. Without exchanges, which nobody compares.
CREATE TABLE IF NOT EXISTS compared {{on-cluster}} (
  server String CODEC(ZSTD(1)),
  probe LowCardinality(String),
  scheduled_at DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)),
  vantage LowCardinality(String),
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
  monitor_version LowCardinality(String),
  clock_sync LowCardinality(String),
  id String ALIAS concat(server, '/', probe, '/', replaceOne(toString(scheduled_at), ' ', 'T'), 'Z/', vantage)
) ENGINE = {{engine ReplacingMergeTree}}
PARTITION BY toYYYYMM(scheduled_at)
ORDER BY (server, probe, scheduled_at, vantage)
TTL toDateTime(scheduled_at) + INTERVAL 13 MONTH DELETE
SETTINGS ttl_only_drop_parts = 1, index_granularity = 64, min_compress_block_size = 8192, {{durable}}, {{window}};

CREATE MATERIALIZED VIEW IF NOT EXISTS compared_feed {{on-cluster}} TO compared AS
SELECT server, probe, scheduled_at, vantage, started_at, duration_ms, probe_version, consent, outcome,
  failure_code, failure_stage, failure_detail, replayed, data, monitor_version, clock_sync
FROM observations WHERE probe IN ('key', 'nodeinfo') AND outcome = 'ok';
