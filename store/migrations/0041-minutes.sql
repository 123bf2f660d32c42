-- What boards ask of visits most, as numbers in the points: to look at a day, the arrays of 28,800 rows were united and taken apart. Greatest values and bits
-- are united at little cost, and an observation that comes again still changes nothing.

-- `looked`: when the newest visit was that asked for the states, epoch milliseconds. `told`: the same of the newest that could tell, times 8, plus what it
-- told, as a number of `states`. `minutes`: a bit for each minute of the point, the first lowest, in which a question told 2; five higher those of 3, ten higher of 4.
ALTER TABLE visits_by_point {{on-cluster}}
  ADD COLUMN IF NOT EXISTS looked SimpleAggregateFunction(max, UInt64) CODEC(ZSTD(1)),
  ADD COLUMN IF NOT EXISTS told SimpleAggregateFunction(max, UInt64) CODEC(ZSTD(1)),
  ADD COLUMN IF NOT EXISTS minutes SimpleAggregateFunction(groupBitOr, UInt16) CODEC(ZSTD(1));

ALTER TABLE visits_by_point_feed {{on-cluster}} MODIFY QUERY
SELECT toStartOfInterval(scheduled_at, INTERVAL 6 HOUR) AS stretch, server, toStartOfFiveMinutes(scheduled_at) AS point, vantage, toUInt8(consent) AS consent,
  if(state = 0, ([], []), ([offset], [state])) AS states,
  if(outcome = 'missed', [], [offset]) AS seen,
  if(outcome = 'missed', [], [question]) AS asked,
  if(requested = 0, ([], []), ([question], [requested])) AS requests,
  if(place = 0 OR outcome NOT IN ('ok', 'failed'), ([], []), ([toUInt32(offset * 8 + place)], [toUInt32(if(code = '', 0, cityHash64(code)))])) AS ends,
  if(outcome = 'failed', [ended], []) AS failed,
  if(outcome = 'disallowed', [ended], []) AS disallowed,
  if(outcome = 'missed', [ended], []) AS missed,
  if(state = 0, 0, at) AS looked,
  if(state < 2, 0, at * 8 + state) AS told,
  toUInt16(if(state < 2, 0, bitShiftLeft(toUInt16(1), intDiv(offset, 60000) + 5 * (greatest(state, 2) - 2)))) AS minutes
FROM (
  SELECT scheduled_at, server, vantage, consent, outcome,
    toUInt64(greatest(toUnixTimestamp64Milli(scheduled_at), 0)) AS at,
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

-- What was seen before, from its states: each visit has the greatest of its questions there, which is the one that counts.
INSERT INTO visits_by_point (stretch, server, point, vantage, looked, told, minutes)
SELECT stretch, server, point, vantage, arrayMax(ats) AS looked, arrayMax(arrayMap((at, rank) -> if(rank < 2, 0, at * 8 + rank), ats, states.2)) AS told,
  arraySum(arrayDistinct(arrayMap((offset, rank) -> if(rank < 2, 0, bitShiftLeft(toUInt16(1), intDiv(offset, 60000) + 5 * (greatest(rank, 2) - 2))), states.1, states.2))) AS minutes
FROM (
  SELECT stretch, server, point, vantage, states, arrayMap(offset -> toUnixTimestamp(point) * 1000 + offset, states.1) AS ats
  FROM visits_by_point WHERE notEmpty(states.1)
)
SETTINGS max_execution_time = 0, max_block_size = 8192, min_insert_block_size_rows = 65536, max_insert_threads = 1;
