-- What an outcome comes to where the rule has words of its own for that, such as a verdict on a licence. Empty: the outcome says all.
ALTER TABLE findings {{on-cluster}} ADD COLUMN IF NOT EXISTS conclusion LowCardinality(String) AFTER labels;

ALTER TABLE current_findings {{on-cluster}} ADD COLUMN IF NOT EXISTS conclusion LowCardinality(String) AFTER labels;

ALTER TABLE current_findings_feed {{on-cluster}} MODIFY QUERY
SELECT server, rule, observed_at, rule_version, audience, outcome, severity, because, evidence, since, labels, conclusion
FROM findings;
