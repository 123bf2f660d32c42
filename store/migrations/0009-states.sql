-- Where a hosted server is in its life: a planned end is judged otherwise than an accident.
ALTER TABLE servers {{on-cluster}} ADD COLUMN IF NOT EXISTS state LowCardinality(String) DEFAULT 'live' AFTER role;
