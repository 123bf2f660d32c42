-- Who reads the names of hosted servers reads them where they lie, in `hosted_servers.subjects`: a view in a view costs as much as a join.
DROP VIEW IF EXISTS hosted_subjects {{on-cluster}} SYNC;
