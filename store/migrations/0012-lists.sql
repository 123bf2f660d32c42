-- Which lists were imported, from what file, when and by whom.
CREATE TABLE IF NOT EXISTS lists {{on-cluster}} (
  name String,
  imported_at DateTime64(3, 'UTC'),
  imported_by String CODEC(ZSTD(1)),
  format LowCardinality(String),
  sha256 FixedString(64),
  bytes UInt64,
  publisher String,
  own Bool
) ENGINE = {{engine ReplacingMergeTree}}
ORDER BY (name, imported_at)
SETTINGS {{durable}}, {{window}};

-- The rows of imported lists, as their files have them. Only the newest import of a name is read.
CREATE TABLE IF NOT EXISTS list_rows {{on-cluster}} (
  name String,
  imported_at DateTime64(3, 'UTC'),
  place UInt32 CODEC(Delta, ZSTD(1)),
  host String CODEC(ZSTD(1)),
  row String CODEC(ZSTD(1))
) ENGINE = {{engine ReplacingMergeTree}}
ORDER BY (name, imported_at, place)
SETTINGS {{durable}}, {{window}};
