-- Scrubbed response bodies by their hash, once a month at most, so that whole months can expire.
CREATE TABLE IF NOT EXISTS evidence {{on-cluster}} (
  kept_sha256 FixedString(64),
  received_sha256 SimpleAggregateFunction(any, String) CODEC(ZSTD(1)),
  media_type SimpleAggregateFunction(any, String) CODEC(ZSTD(1)),
  content SimpleAggregateFunction(any, String) CODEC(ZSTD(3)),
  month Date,
  first_seen_at SimpleAggregateFunction(min, DateTime64(3, 'UTC'))
) ENGINE = {{engine AggregatingMergeTree}}
PARTITION BY month
ORDER BY kept_sha256
TTL month + INTERVAL 14 MONTH DELETE
SETTINGS ttl_only_drop_parts = 1, {{durable}}, {{window}};
