-- What pages and boards ask of many observations at once, kept as these are written: a row for each server, vantage and point of five minutes, in which
-- every line of a board and every period of availability begins. Sets and greatest values are united, nothing is summed up: an observation that comes
-- again, after the engine forgot its segment or when this step is run again, changes nothing. That is also why the feed needs no GROUP BY. Points lie in
-- stretches of six hours, so that FINAL has little to unite: what was written at other times has other keys. Replayed observations are in none of it.

-- `offset`, also in keys: milliseconds since the point began. A question is its offset times 2^32 plus a hash of its probe.
-- `states`: what the view `visits` says of each visit, by offset: 1 unknown, 2 up (it shook hands), 3 down, 4 up (it answered); the greatest of its questions
-- counts. `seen`: offsets of visits that asked anything. `asked`: questions, and `missed`, `failed`, `disallowed`: those that did not end well, with their
-- code. `requests`: of each question how many there were. `ends`: of the questions that objectives go by (offset times 8 plus the place of the probe) a
-- hash of the failure code that they ended with, also where data has it; 0: they were answered. `consent`: as the numbers of `observations`.
CREATE TABLE IF NOT EXISTS visits_by_point {{on-cluster}} (
  stretch DateTime('UTC') CODEC(Delta, ZSTD(1)),
  server String CODEC(ZSTD(1)),
  point DateTime('UTC') CODEC(Delta, ZSTD(1)),
  vantage LowCardinality(String),
  consent SimpleAggregateFunction(max, UInt8) CODEC(ZSTD(1)),
  states SimpleAggregateFunction(maxMap, Tuple(Array(UInt32), Array(UInt8))) CODEC(ZSTD(1)),
  seen SimpleAggregateFunction(groupUniqArrayArray, Array(UInt32)) CODEC(ZSTD(1)),
  asked SimpleAggregateFunction(groupUniqArrayArray, Array(UInt64)) CODEC(ZSTD(1)),
  requests SimpleAggregateFunction(maxMap, Tuple(Array(UInt64), Array(UInt16))) CODEC(ZSTD(1)),
  ends SimpleAggregateFunction(maxMap, Tuple(Array(UInt32), Array(UInt32))) CODEC(ZSTD(1)),
  failed SimpleAggregateFunction(groupUniqArrayArray, Array(Tuple(offset UInt32, probe String, code String))) CODEC(ZSTD(1)),
  disallowed SimpleAggregateFunction(groupUniqArrayArray, Array(Tuple(offset UInt32, probe String, code String))) CODEC(ZSTD(1)),
  missed SimpleAggregateFunction(groupUniqArrayArray, Array(Tuple(offset UInt32, probe String, code String))) CODEC(ZSTD(1))
) ENGINE = {{engine AggregatingMergeTree}}
PARTITION BY toYYYYMM(stretch)
ORDER BY (stretch, server, point, vantage)
TTL stretch + INTERVAL 13 MONTH DELETE
SETTINGS ttl_only_drop_parts = 1, index_granularity = 512, {{durable}}, {{window}};

CREATE MATERIALIZED VIEW IF NOT EXISTS visits_by_point_feed {{on-cluster}} TO visits_by_point AS
SELECT toStartOfInterval(scheduled_at, INTERVAL 6 HOUR) AS stretch, server, toStartOfFiveMinutes(scheduled_at) AS point, vantage, toUInt8(consent) AS consent,
  if(state = 0, ([], []), ([offset], [state])) AS states,
  if(outcome = 'missed', [], [offset]) AS seen,
  if(outcome = 'missed', [], [question]) AS asked,
  if(requested = 0, ([], []), ([question], [requested])) AS requests,
  if(place = 0 OR outcome NOT IN ('ok', 'failed'), ([], []), ([toUInt32(offset * 8 + place)], [toUInt32(if(code = '', 0, cityHash64(code)))])) AS ends,
  if(outcome = 'failed', [ended], []) AS failed,
  if(outcome = 'disallowed', [ended], []) AS disallowed,
  if(outcome = 'missed', [ended], []) AS missed
FROM (
  SELECT scheduled_at, server, vantage, consent, outcome,
    toUInt32(toUnixTimestamp64Milli(scheduled_at) % 300000) AS offset,
    bitShiftLeft(toUInt64(offset), 32) + toUInt32(cityHash64(probe)) AS question,
    toUInt16(JSONLength(exchanges)) AS requested,
    indexOf(['dns', 'tls', 'webfinger', 'actor'], toString(probe)) AS place,
    (offset, toString(probe), toString(failure_code)) AS ended,
    multiIf(outcome != 'ok', toString(failure_code), probe = 'webfinger', JSONExtractString(data, 'base', 'failure', 'code'),
      probe = 'actor', JSONExtractString(data, 'document', 'failure', 'code'), '') AS code,
    (outcome = 'failed' AND failure_stage IN ('dns', 'connect', 'tls'))
      OR (outcome IN ('ok', 'failed') AND code IN ('http-server-error', 'http-timeout', 'http-closed', 'http-malformed', 'body-timeout', 'body-cut-off')) AS silent,
    toUInt8(multiIf(place NOT IN (1, 2, 3), 0, silent, 3, place = 3 AND outcome IN ('ok', 'failed'), 4, place = 2 AND outcome = 'ok', 2, 1)) AS state
  FROM observations WHERE NOT replayed
);
