-- Who made an observation: the version of the monitor, and what its machine knew of its own clock. Empty: an older version did not say.
ALTER TABLE observations {{on-cluster}}
  ADD COLUMN IF NOT EXISTS monitor_version LowCardinality(String) AFTER exchanges,
  ADD COLUMN IF NOT EXISTS clock_sync LowCardinality(String) AFTER monitor_version;
ALTER TABLE latest {{on-cluster}}
  ADD COLUMN IF NOT EXISTS monitor_version LowCardinality(String) AFTER exchanges,
  ADD COLUMN IF NOT EXISTS clock_sync LowCardinality(String) AFTER monitor_version;

ALTER TABLE latest_feed {{on-cluster}} MODIFY QUERY
SELECT server, probe, scheduled_at, vantage, written_at, started_at, duration_ms, probe_version, consent, outcome,
  failure_code, failure_stage, failure_detail, replayed, data, exchanges, monitor_version, clock_sync,
  if(outcome = 'missed', 0, bitShiftLeft(toUInt64(1), 62)) + toUInt64(greatest(toUnixTimestamp64Milli(scheduled_at), 0)) AS rank
FROM observations;
