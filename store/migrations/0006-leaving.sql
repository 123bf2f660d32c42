-- When a server was no longer configured. Null: it is watched.
ALTER TABLE servers {{on-cluster}} ADD COLUMN IF NOT EXISTS left_at Nullable(DateTime64(3, 'UTC')) AFTER watched_since;
