-- How long answers took, by the points of `visits_by_point`. `slowest`: by question, of the exchanges of one answer that which took longest in all,
-- milliseconds. `phases`: by exchange (offset times 2^40 plus its place times 2^32 plus a hash of the probe) its time in DNS, connect, TLS, wait and body.
-- NaN: it had none; medians leave it out by themselves.
CREATE TABLE IF NOT EXISTS answers_by_point {{on-cluster}} (
  stretch DateTime('UTC') CODEC(Delta, ZSTD(1)),
  server String CODEC(ZSTD(1)),
  point DateTime('UTC') CODEC(Delta, ZSTD(1)),
  vantage LowCardinality(String),
  slowest SimpleAggregateFunction(maxMap, Tuple(Array(UInt64), Array(Float64))) CODEC(ZSTD(1)),
  phases SimpleAggregateFunction(maxMap, Tuple(Array(UInt64), Array(Float64), Array(Float64), Array(Float64), Array(Float64), Array(Float64))) CODEC(ZSTD(1))
) ENGINE = {{engine AggregatingMergeTree}}
PARTITION BY toYYYYMM(stretch)
ORDER BY (stretch, server, point, vantage)
TTL stretch + INTERVAL 13 MONTH DELETE
SETTINGS ttl_only_drop_parts = 1, index_granularity = 512, {{durable}}, {{window}};

CREATE MATERIALIZED VIEW IF NOT EXISTS answers_by_point_feed {{on-cluster}} TO answers_by_point AS
SELECT toStartOfInterval(scheduled_at, INTERVAL 6 HOUR) AS stretch, server, toStartOfFiveMinutes(scheduled_at) AS point, vantage,
  ([bitShiftLeft(offset, 32) + hash], [arrayMax(arrayMap(took -> took.6, times))]) AS slowest,
  (arrayMap(place -> bitShiftLeft(offset * 256 + place, 32) + hash, arrayEnumerate(times)), arrayMap(took -> ifNull(took.1, nan), times),
    arrayMap(took -> ifNull(took.2, nan), times), arrayMap(took -> ifNull(took.3, nan), times), arrayMap(took -> ifNull(took.4, nan), times),
    arrayMap(took -> ifNull(took.5, nan), times)) AS phases
FROM (
  SELECT scheduled_at, server, vantage, toUInt32(cityHash64(probe)) AS hash, toUInt64(toUnixTimestamp64Milli(scheduled_at) % 300000) AS offset,
    arrayMap(exchange -> exchange.1, JSONExtract(exchanges, 'Array(Tuple(timings Tuple(dnsMs Nullable(Float64), connectMs Nullable(Float64), tlsMs Nullable(Float64), waitMs Nullable(Float64), bodyMs Nullable(Float64), totalMs Float64)))')) AS times
  FROM observations WHERE probe IN ('webfinger', 'nodeinfo', 'actor') AND outcome = 'ok' AND exchanges != '[]' AND NOT replayed
);
