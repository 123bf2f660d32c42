-- What people did to findings, alerts and changes of policies. Rows are only added; a field and its salt may be emptied later, the hashes stay.
-- Not a replacing table: two rows of one number are a fault that has to show.
CREATE TABLE IF NOT EXISTS reviews {{on-cluster}} (
  chain FixedString(32),
  seq UInt32,
  at DateTime64(3, 'UTC'),
  act LowCardinality(String),
  by String CODEC(ZSTD(1)),
  by_salt String,
  by_seal FixedString(64),
  subject String CODEC(ZSTD(1)),
  subject_salt String,
  subject_seal FixedString(64),
  text String CODEC(ZSTD(1)),
  text_salt String,
  text_seal FixedString(64),
  previous FixedString(64),
  hash FixedString(64)
) ENGINE = {{engine MergeTree}}
ORDER BY (chain, seq)
SETTINGS {{durable}}, {{window}};
