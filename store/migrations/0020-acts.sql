-- Who did what on the pages, log-ins too. Rows are only added.
CREATE TABLE IF NOT EXISTS acts {{on-cluster}} (
  at DateTime64(3, 'UTC'),
  account String CODEC(ZSTD(1)),
  as LowCardinality(String),
  address String CODEC(ZSTD(1)),
  act LowCardinality(String),
  subject String CODEC(ZSTD(1)),
  status UInt16
) ENGINE = {{engine MergeTree}}
ORDER BY at
TTL toDateTime(at) + INTERVAL 396 DAY DELETE
SETTINGS {{durable}}, {{window}};
