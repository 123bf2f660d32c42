-- Every alert that is followed, as the newest pass of the analyzer left it. One that is gone keeps its row: without it an older one would show through.
CREATE TABLE IF NOT EXISTS alerts {{on-cluster}} (
  id FixedString(64),
  pass UInt64,
  at DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)),
  gone Bool,
  rule LowCardinality(String),
  audience LowCardinality(String),
  severity LowCardinality(String),
  state LowCardinality(String),
  incident String CODEC(ZSTD(1)),
  was LowCardinality(String),
  became LowCardinality(String),
  followed String CODEC(ZSTD(1))
) ENGINE = {{engine ReplacingMergeTree(pass)}}
ORDER BY id
SETTINGS {{durable}}, {{window}};

-- The steps in the lives of alerts, for good. Equal rows written twice are one.
CREATE TABLE IF NOT EXISTS alert_changes {{on-cluster}} (
  id FixedString(64),
  at DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)),
  rule LowCardinality(String),
  audience LowCardinality(String),
  severity LowCardinality(String),
  incident String CODEC(ZSTD(1)),
  was LowCardinality(String),
  became LowCardinality(String),
  followed String CODEC(ZSTD(1))
) ENGINE = {{engine ReplacingMergeTree}}
PARTITION BY toYYYYMM(at)
ORDER BY (at, id, became)
SETTINGS {{durable}}, {{window}};

CREATE MATERIALIZED VIEW IF NOT EXISTS alert_changes_feed {{on-cluster}} TO alert_changes AS
SELECT id, at, rule, audience, severity, incident, was, became, followed
FROM alerts
WHERE was != '';

-- Alerts that began together and share something. An incident without an end goes on.
CREATE TABLE IF NOT EXISTS incidents {{on-cluster}} (
  id FixedString(64),
  pass UInt64,
  started_at DateTime64(3, 'UTC'),
  ended_at Nullable(DateTime64(3, 'UTC')),
  cause LowCardinality(String),
  value String,
  incident String CODEC(ZSTD(1))
) ENGINE = {{engine ReplacingMergeTree(pass)}}
ORDER BY id
SETTINGS {{durable}}, {{window}};
