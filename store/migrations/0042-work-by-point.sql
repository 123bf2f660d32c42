-- What we did in each point of five minutes, at all servers together: the sums of `visits_by_point`, counted when the point is over and again when something of
-- it was written later (`store/counted-work.ts`). Up to the newest point that is counted every one is, so what is not here yet lies behind it.
-- `what`: `visits` that asked anything, questions that were `asked`, or questions that were `missed`, those by their failure code.
CREATE TABLE IF NOT EXISTS work_by_point {{on-cluster}} (
  point DateTime('UTC') CODEC(Delta, ZSTD(1)),
  vantage LowCardinality(String),
  what LowCardinality(String),
  code LowCardinality(String),
  number UInt64 CODEC(ZSTD(1)),
  counted_at DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1))
) ENGINE = {{engine ReplacingMergeTree(counted_at)}}
PARTITION BY toYYYYMM(point)
ORDER BY (point, vantage, what, code)
TTL point + INTERVAL 13 MONTH DELETE
SETTINGS ttl_only_drop_parts = 1, index_granularity = 512, merge_selector_base = 16, {{durable}}, {{window}};
