-- What pages and boards ask of many observations at once, kept as these are written: a row for each server, vantage and day. Sets and greatest values are
-- united, nothing is summed up: an observation that comes again, after the engine forgot its segment or when this step is run again, changes nothing. That is
-- also why the views need no GROUP BY. `offset`, also in keys: milliseconds since the day began (UTC). Replayed observations are in none of it.

-- `states`: what the view `visits` says of each visit, by offset: 1 unknown, 2 up (it shook hands), 3 down, 4 up (it answered); the greatest of its questions
-- counts. `asked`: an offset times 2^32 plus a hash of the probe. `failed`, `missed`: the questions that did not end well, and those that were not asked.
CREATE TABLE IF NOT EXISTS visits_by_day {{on-cluster}} (
  day Date,
  server String CODEC(ZSTD(1)),
  vantage LowCardinality(String),
  states SimpleAggregateFunction(maxMap, Tuple(Array(UInt32), Array(UInt8))) CODEC(ZSTD(1)),
  asked SimpleAggregateFunction(groupUniqArrayArray, Array(UInt64)) CODEC(ZSTD(1)),
  failed SimpleAggregateFunction(groupUniqArrayArray, Array(Tuple(offset UInt32, probe String, code String))) CODEC(ZSTD(1)),
  missed SimpleAggregateFunction(groupUniqArrayArray, Array(Tuple(offset UInt32, probe String, code String))) CODEC(ZSTD(1))
) ENGINE = {{engine AggregatingMergeTree}}
PARTITION BY toYYYYMM(day)
ORDER BY (day, server, vantage)
TTL day + INTERVAL 13 MONTH DELETE
SETTINGS ttl_only_drop_parts = 1, index_granularity = 1024, {{durable}}, {{window}};

CREATE MATERIALIZED VIEW IF NOT EXISTS visits_by_day_feed {{on-cluster}} TO visits_by_day AS
SELECT toDate(scheduled_at) AS day, server, vantage,
  if(state = 0, ([], []), ([offset], [state])) AS states,
  if(outcome = 'missed', [], [bitShiftLeft(toUInt64(offset), 32) + toUInt32(cityHash64(probe))]) AS asked,
  if(outcome = 'failed', [(offset, toString(probe), toString(failure_code))], []) AS failed,
  if(outcome = 'missed', [(offset, toString(probe), toString(failure_code))], []) AS missed
FROM (
  SELECT scheduled_at, server, vantage, probe, outcome, failure_code,
    toUInt32(toUnixTimestamp64Milli(scheduled_at) % 86400000) AS offset,
    if(probe = 'webfinger' AND outcome = 'ok', JSONExtractString(data, 'base', 'failure', 'code'), toString(failure_code)) AS code,
    (outcome = 'failed' AND failure_stage IN ('dns', 'connect', 'tls'))
      OR (outcome IN ('ok', 'failed') AND code IN ('http-server-error', 'http-timeout', 'http-closed', 'http-malformed', 'body-timeout', 'body-cut-off')) AS silent,
    multiIf(probe NOT IN ('dns', 'tls', 'webfinger'), 0, silent, 3, probe = 'webfinger' AND outcome IN ('ok', 'failed'), 4,
      probe = 'tls' AND outcome = 'ok', 2, 1) AS state
  FROM observations WHERE NOT replayed
);

-- The states of visits one by one, as `visits` has them, for who needs neither reasons nor ids. Without a condition on `day` all days are read.
CREATE VIEW IF NOT EXISTS visit_states {{on-cluster}} AS
SELECT day, server, vantage, toDateTime64(day, 3, 'UTC') + toIntervalMillisecond(offset) AS scheduled_at,
  multiIf(rank = 3, 'down', rank = 1, 'unknown', 'up') AS state
FROM visits_by_day FINAL ARRAY JOIN states.1 AS offset, states.2 AS rank;

-- How long answers took. `slowest`: by offset, of the exchanges of one answer that which took longest in all, milliseconds. `phases`: by offset times 256 plus
-- the place of the exchange, its time in DNS, connect, TLS, wait and body; -1: it had none.
CREATE TABLE IF NOT EXISTS answers_by_day {{on-cluster}} (
  day Date,
  server String CODEC(ZSTD(1)),
  vantage LowCardinality(String),
  probe LowCardinality(String),
  slowest SimpleAggregateFunction(maxMap, Tuple(Array(UInt32), Array(Float64))) CODEC(ZSTD(1)),
  phases SimpleAggregateFunction(maxMap, Tuple(Array(UInt64), Array(Float64), Array(Float64), Array(Float64), Array(Float64), Array(Float64))) CODEC(ZSTD(1))
) ENGINE = {{engine AggregatingMergeTree}}
PARTITION BY toYYYYMM(day)
ORDER BY (day, server, vantage, probe)
TTL day + INTERVAL 13 MONTH DELETE
SETTINGS ttl_only_drop_parts = 1, index_granularity = 1024, {{durable}}, {{window}};

CREATE MATERIALIZED VIEW IF NOT EXISTS answers_by_day_feed {{on-cluster}} TO answers_by_day AS
SELECT toDate(scheduled_at) AS day, server, vantage, probe, ([offset], [arrayMax(arrayMap(took -> took.6, times))]) AS slowest,
  (arrayMap((took, place) -> offset * toUInt64(256) + place, times, arrayEnumerate(times)), arrayMap(took -> ifNull(took.1, -1), times),
    arrayMap(took -> ifNull(took.2, -1), times), arrayMap(took -> ifNull(took.3, -1), times), arrayMap(took -> ifNull(took.4, -1), times),
    arrayMap(took -> ifNull(took.5, -1), times)) AS phases
FROM (
  SELECT scheduled_at, server, vantage, probe, toUInt32(toUnixTimestamp64Milli(scheduled_at) % 86400000) AS offset,
    arrayMap(exchange -> exchange.1, JSONExtract(exchanges, 'Array(Tuple(timings Tuple(dnsMs Nullable(Float64), connectMs Nullable(Float64), tlsMs Nullable(Float64), waitMs Nullable(Float64), bodyMs Nullable(Float64), totalMs Float64)))')) AS times
  FROM observations WHERE probe IN ('webfinger', 'nodeinfo', 'actor') AND outcome = 'ok' AND exchanges != '[]' AND NOT replayed
);
