-- The availability that was promised, in percent of a calendar month. NULL: none was.
ALTER TABLE servers {{on-cluster}} ADD COLUMN IF NOT EXISTS objective Nullable(Float64) AFTER expect;
