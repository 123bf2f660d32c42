-- What was learned at addresses of source that servers offer: one row an address, the newest counts.
CREATE TABLE IF NOT EXISTS offer_visits {{on-cluster}} (
  url String CODEC(ZSTD(1)),
  checked_at DateTime64(3, 'UTC'),
  until DateTime64(3, 'UTC'),
  facts String CODEC(ZSTD(3)),
  exchanges String CODEC(ZSTD(3))
) ENGINE = {{engine ReplacingMergeTree(checked_at)}}
ORDER BY url
TTL toDateTime(until) + INTERVAL 30 DAY DELETE
SETTINGS index_granularity = 256, {{durable}}, {{window}};
