-- How long each answer took: of its slowest request all of it, and its time in DNS, connect, TLS, wait and body, milliseconds; NaN: it had none, and medians leave it
-- out by themselves. A row for each answer: it is replaced when it comes again. What was there before, arrays by point, took longer to unite than to read;
-- and it had the phases of every request of an answer, of which nobody waits for most. `stretch`: as in `visits_by_point`.
CREATE TABLE IF NOT EXISTS answers {{on-cluster}} (
  stretch DateTime('UTC') CODEC(Delta, ZSTD(1)),
  server String CODEC(ZSTD(1)),
  scheduled_at DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)),
  probe LowCardinality(String),
  vantage LowCardinality(String),
  took_ms Float32 CODEC(ZSTD(1)),
  dns_ms Float32 CODEC(ZSTD(1)),
  connect_ms Float32 CODEC(ZSTD(1)),
  tls_ms Float32 CODEC(ZSTD(1)),
  wait_ms Float32 CODEC(ZSTD(1)),
  body_ms Float32 CODEC(ZSTD(1))
) ENGINE = {{engine ReplacingMergeTree}}
PARTITION BY toYYYYMM(stretch)
ORDER BY (stretch, server, scheduled_at, probe, vantage)
TTL stretch + INTERVAL 13 MONTH DELETE
SETTINGS ttl_only_drop_parts = 1, index_granularity = 1024, merge_selector_base = 16, {{durable}}, {{window}};

CREATE MATERIALIZED VIEW IF NOT EXISTS answers_feed {{on-cluster}} TO answers AS
SELECT toStartOfInterval(scheduled_at, INTERVAL 6 HOUR) AS stretch, server, scheduled_at, probe, vantage, slowest.6 AS took_ms, ifNull(slowest.1, nan) AS dns_ms,
  ifNull(slowest.2, nan) AS connect_ms, ifNull(slowest.3, nan) AS tls_ms, ifNull(slowest.4, nan) AS wait_ms, ifNull(slowest.5, nan) AS body_ms
FROM (
  SELECT scheduled_at, server, vantage, probe,
    arrayMap(exchange -> exchange.1, JSONExtract(exchanges, 'Array(Tuple(timings Tuple(dnsMs Nullable(Float64), connectMs Nullable(Float64), tlsMs Nullable(Float64), waitMs Nullable(Float64), bodyMs Nullable(Float64), totalMs Float64)))')) AS times,
    arrayMap(each -> each.6, times) AS totals,
    times[indexOf(totals, arrayMax(totals))] AS slowest
  FROM observations WHERE probe IN ('webfinger', 'nodeinfo', 'actor') AND outcome = 'ok' AND exchanges != '[]' AND NOT replayed
);

DROP VIEW IF EXISTS answers_by_point_feed {{on-cluster}} SYNC;

DROP TABLE IF EXISTS answers_by_point {{on-cluster}} SYNC;
