-- What a finding is about besides its server, as JSON with sorted keys; empty: the server alone. A statement that was cut off can be run again.
ALTER TABLE findings {{on-cluster}}
  ADD COLUMN IF NOT EXISTS labels String AFTER since,
  MODIFY ORDER BY (server, rule, observed_at, rule_version, outcome, labels);

ALTER TABLE current_findings {{on-cluster}}
  ADD COLUMN IF NOT EXISTS labels String AFTER since,
  MODIFY ORDER BY (server, rule, labels);

ALTER TABLE current_findings_feed {{on-cluster}} MODIFY QUERY
SELECT server, rule, observed_at, rule_version, audience, outcome, severity, because, evidence, since, labels
FROM findings;

-- What people changed, and when: a failure that began after it is worth looking at there first.
CREATE TABLE IF NOT EXISTS deploys {{on-cluster}} (
  server String,
  at DateTime64(3, 'UTC'),
  note String CODEC(ZSTD(1)),
  by String
) ENGINE = {{engine ReplacingMergeTree}}
ORDER BY (server, at, note, by)
SETTINGS {{durable}}, {{window}};
