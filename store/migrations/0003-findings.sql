-- What rules said, and when. Equal rows written twice are one.
CREATE TABLE IF NOT EXISTS findings {{on-cluster}} (
  server String CODEC(ZSTD(1)),
  rule LowCardinality(String),
  observed_at DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)),
  rule_version UInt16,
  audience LowCardinality(String),
  outcome Enum8('passed' = 1, 'failed' = 2, 'inapplicable' = 3, 'cannot-tell' = 4),
  severity LowCardinality(String),
  because String CODEC(ZSTD(1)),
  evidence Array(String) CODEC(ZSTD(1)),
  since DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)),
  written_at DateTime64(3, 'UTC') DEFAULT now64(3) CODEC(Delta, ZSTD(1))
) ENGINE = {{engine ReplacingMergeTree}}
PARTITION BY toYYYYMM(observed_at)
ORDER BY (server, rule, observed_at, rule_version, outcome)
SETTINGS {{durable}}, {{window}};

-- The newest finding of every server and rule; of equal age, the one written last.
CREATE TABLE IF NOT EXISTS current_findings {{on-cluster}} (
  server String CODEC(ZSTD(1)),
  rule LowCardinality(String),
  observed_at DateTime64(3, 'UTC'),
  rule_version UInt16,
  audience LowCardinality(String),
  outcome Enum8('passed' = 1, 'failed' = 2, 'inapplicable' = 3, 'cannot-tell' = 4),
  severity LowCardinality(String),
  because String CODEC(ZSTD(1)),
  evidence Array(String) CODEC(ZSTD(1)),
  since DateTime64(3, 'UTC')
) ENGINE = {{engine ReplacingMergeTree(observed_at)}}
ORDER BY (server, rule)
SETTINGS {{durable}}, {{window}};

CREATE MATERIALIZED VIEW IF NOT EXISTS current_findings_feed {{on-cluster}} TO current_findings AS
SELECT server, rule, observed_at, rule_version, audience, outcome, severity, because, evidence, since
FROM findings;
