-- The states of visits one by one, as `visits` has them, for who needs neither reasons nor ids. Without a condition on `stretch` everything is read.
-- What was rolled up by day is rolled up by points of five minutes now: a day's sets had to be taken apart at every look.
CREATE OR REPLACE VIEW visit_states {{on-cluster}} AS
SELECT stretch, server, vantage, toDateTime64(point, 3, 'UTC') + toIntervalMillisecond(offset) AS scheduled_at,
  multiIf(rank = 3, 'down', rank = 1, 'unknown', 'up') AS state
FROM visits_by_point FINAL ARRAY JOIN states.1 AS offset, states.2 AS rank;

DROP VIEW IF EXISTS visits_by_day_feed {{on-cluster}} SYNC;

DROP VIEW IF EXISTS answers_by_day_feed {{on-cluster}} SYNC;

DROP TABLE IF EXISTS visits_by_day {{on-cluster}} SYNC;

DROP TABLE IF EXISTS answers_by_day {{on-cluster}} SYNC;

-- As before, but names above are made of hosted servers only, not of all of them first.
CREATE OR REPLACE VIEW hosted_subjects {{on-cluster}} AS
SELECT server, name, arrayJoin([name, concat('*.', name), concat('sha256:', lower(hex(SHA256(name))))]) AS subject
FROM (
  SELECT host AS server, arrayJoin(arrayMap(i -> arrayStringConcat(arraySlice(splitByChar('.', host), i), '.'),
    range(1, greatest(2, length(splitByChar('.', host)))))) AS name
  FROM servers FINAL WHERE left_at IS NULL AND role = 'hosted'
);
