-- Who is rejected by whom, counted over all published lists by a pass of the analyzer: pages read this, and never all policies. Each pass writes a row
-- of kind `pass` and at most a thousand of each other kind; those of the newest pass replace those of the one before, place by place.
CREATE TABLE IF NOT EXISTS network_tally {{on-cluster}} (
  kind Enum8('pass' = 1, 'rejected' = 2, 'mutual' = 3),
  place UInt32,
  host String CODEC(ZSTD(1)),
  other String CODEC(ZSTD(1)),
  rejecting UInt32,
  limiting UInt32,
  island Bool,
  publishing UInt32,
  taken_at DateTime64(3, 'UTC'),
  pass UInt64
) ENGINE = {{engine ReplacingMergeTree(pass)}}
ORDER BY (kind, place)
SETTINGS {{durable}}, {{window}};
