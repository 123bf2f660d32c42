-- Whether a list was read in dated history that was replayed, and not live. Of an entry: the reading at which it was first seen; of a change: the later one of
-- its two readings. What was written before says nothing of it, and counts as read live.
ALTER TABLE policy_readings {{on-cluster}} ADD COLUMN IF NOT EXISTS replayed Bool DEFAULT false;

ALTER TABLE newest_readings {{on-cluster}} ADD COLUMN IF NOT EXISTS replayed Bool DEFAULT false;

ALTER TABLE newest_readings_feed {{on-cluster}} MODIFY QUERY
SELECT observer, source, origin, read_at, state, mode, entries, refused, truncated, covers, digest, revision, replayed
FROM policy_readings;

ALTER TABLE policies {{on-cluster}} ADD COLUMN IF NOT EXISTS replayed Bool DEFAULT false;

ALTER TABLE policies_by_subject {{on-cluster}} ADD COLUMN IF NOT EXISTS replayed Bool DEFAULT false;

ALTER TABLE policies_by_subject_feed {{on-cluster}} MODIFY QUERY
SELECT observer, source, origin, partial, subject, subject_kind, mask, level, native, reason, obfuscated, covers,
  first_seen, last_seen, ended_at, revision, replayed
FROM policies;

ALTER TABLE policy_changes {{on-cluster}} ADD COLUMN IF NOT EXISTS replayed Bool DEFAULT false;
