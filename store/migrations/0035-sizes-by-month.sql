-- What servers stated of their active users, the last word of each month: a report on a month that is over weighs with what was said then. Zero as in
-- `stated_sizes`. The view groups nothing: an observation that comes again changes nothing.
CREATE TABLE IF NOT EXISTS stated_sizes_by_month {{on-cluster}} (
  server String CODEC(ZSTD(1)),
  month Date,
  active UInt64,
  rank UInt64
) ENGINE = {{engine ReplacingMergeTree(rank)}}
ORDER BY (server, month)
TTL month + INTERVAL 14 MONTH DELETE
SETTINGS {{durable}}, {{window}};

CREATE MATERIALIZED VIEW IF NOT EXISTS stated_sizes_by_month_feed {{on-cluster}} TO stated_sizes_by_month AS
SELECT server, toStartOfMonth(scheduled_at) AS month,
  if(lower(JSONExtractString(data, 'document', 'data', 'software', 'name')) = 'gotosocial', 0,
    JSONExtractUInt(data, 'document', 'data', 'usersActiveMonth')) AS active,
  toUInt64(greatest(toUnixTimestamp64Milli(scheduled_at), 0)) AS rank
FROM observations WHERE probe = 'nodeinfo' AND outcome = 'ok';
