-- The newest of a few servers is read by their names, which lie anywhere in the table: with 8,192 rows a granule, those of three hundred others
-- were read with each. Cut off at any point it can be run again; cut off after an exchange, it leaves larger granules and every row.
CREATE TABLE IF NOT EXISTS latest_granules {{on-cluster}} AS latest
ENGINE = {{engine ReplacingMergeTree(rank)}}
ORDER BY (server, probe)
SETTINGS index_granularity = 64, {{durable}}, {{window}};

INSERT INTO latest_granules SELECT * FROM latest;

EXCHANGE TABLES latest AND latest_granules {{on-cluster}};

-- What was written meanwhile; of equal rows one stays.
INSERT INTO latest SELECT * FROM latest_granules;

DROP TABLE latest_granules {{on-cluster}} SYNC;

CREATE TABLE IF NOT EXISTS findings_granules {{on-cluster}} AS current_findings
ENGINE = {{engine ReplacingMergeTree(observed_at)}}
ORDER BY (server, rule, labels)
SETTINGS index_granularity = 128, {{durable}}, {{window}};

INSERT INTO findings_granules SELECT * FROM current_findings;

EXCHANGE TABLES current_findings AND findings_granules {{on-cluster}};

INSERT INTO current_findings SELECT * FROM findings_granules;

DROP TABLE findings_granules {{on-cluster}} SYNC;
