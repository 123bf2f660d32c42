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

-- The id of an observation, as `model/observation-id.ts` derives it. It is not stored.
ALTER TABLE observations {{on-cluster}} ADD COLUMN IF NOT EXISTS id String
  ALIAS concat(server, '/', probe, '/', replaceOne(toString(scheduled_at), ' ', 'T'), 'Z/', vantage);
ALTER TABLE latest {{on-cluster}} ADD COLUMN IF NOT EXISTS id String
  ALIAS concat(server, '/', probe, '/', replaceOne(toString(scheduled_at), ' ', 'T'), 'Z/', vantage);

-- What each visit says of a server's availability, by the questions that every visit asks. `up`: the server said something over HTTP, or at least
-- began a TLS session. `down`: nothing came, or only that it cannot answer. `unknown`: we learned nothing, because of us or of its own wish.
CREATE VIEW IF NOT EXISTS visits {{on-cluster}} AS
SELECT server, vantage, scheduled_at,
  multiIf(max(answered), 'up', max(silent), 'down', max(shook), 'up', 'unknown') AS state,
  anyIf(says, silent) AS reason,
  groupArrayIf(id, silent OR answered OR shook) AS ids
FROM (
  SELECT server, vantage, scheduled_at, probe, id,
    if(probe = 'webfinger' AND outcome = 'ok', JSONExtractString(data, 'base', 'failure', 'code'), toString(failure_code)) AS code,
    if(probe = 'webfinger' AND outcome = 'ok', JSONExtractString(data, 'base', 'failure', 'detail'), failure_detail) AS says,
    (outcome = 'failed' AND failure_stage IN ('dns', 'connect', 'tls'))
      OR (outcome IN ('ok', 'failed') AND code IN ('http-server-error', 'http-timeout', 'http-closed', 'http-malformed', 'body-timeout', 'body-cut-off')) AS silent,
    probe = 'webfinger' AND outcome IN ('ok', 'failed') AND NOT silent AS answered,
    probe = 'tls' AND outcome = 'ok' AS shook
  FROM observations FINAL
  WHERE probe IN ('dns', 'tls', 'webfinger') AND NOT replayed
)
GROUP BY server, vantage, scheduled_at;
