-- An entry that ended and came back is another span of time, and a report on the past needs both: `first_seen` belongs to the key. FINAL: what the old key hid,
-- as a later time of the same entry took its place, nothing would end under the new one. Cut off at any point it can be run again, and ends on the new key.

-- What a run that was cut off left behind is a copy, or the old table with what was written up to the exchange. There always is one, so that it can be asked.
CREATE TABLE IF NOT EXISTS policies_granules {{on-cluster}} AS policies_by_subject
ENGINE = {{engine ReplacingMergeTree(revision)}}
ORDER BY (subject, observer, source, origin, partial, first_seen)
SETTINGS index_granularity = 256, {{durable}}, {{window}};

INSERT INTO policies_by_subject SELECT * FROM policies_granules FINAL SETTINGS max_execution_time = 0, max_insert_threads = 1;

DROP TABLE policies_granules {{on-cluster}} SYNC;

CREATE TABLE IF NOT EXISTS policies_granules {{on-cluster}} AS policies_by_subject
ENGINE = {{engine ReplacingMergeTree(revision)}}
ORDER BY (subject, observer, source, origin, partial, first_seen)
SETTINGS index_granularity = 256, {{durable}}, {{window}};

INSERT INTO policies_granules SELECT * FROM policies_by_subject FINAL SETTINGS max_execution_time = 0, max_insert_threads = 1;

EXCHANGE TABLES policies_by_subject AND policies_granules {{on-cluster}};

-- What was written meanwhile; of equal rows one stays.
INSERT INTO policies_by_subject SELECT * FROM policies_granules FINAL SETTINGS max_execution_time = 0, max_insert_threads = 1;

DROP TABLE policies_granules {{on-cluster}} SYNC;
