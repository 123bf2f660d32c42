-- A row is written here to learn whether the store takes writes at all. Rows collapse into one.
CREATE TABLE IF NOT EXISTS write_trials {{on-cluster}} (
  at DateTime64(3, 'UTC')
) ENGINE = {{engine ReplacingMergeTree(at)}}
ORDER BY tuple()
SETTINGS {{durable}}, {{window}};
