-- As before, with `last_seen`. Where it is there and `ended_at` is not, newer readings do not show the entry and cannot say that it ended.
CREATE OR REPLACE VIEW hosted_policies {{on-cluster}} AS
SELECT DISTINCT named.server AS server, held.observer AS observer, toString(held.source) AS source, held.origin AS origin, held.partial AS partial,
  toString(held.level) AS level, held.native AS native, held.reason AS reason, held.first_seen AS first_seen, held.last_seen AS last_seen, held.ended_at AS ended_at
FROM (SELECT * FROM policies_by_subject FINAL WHERE subject IN (SELECT subject FROM hosted_subjects)) AS held
INNER JOIN hosted_subjects AS named ON named.subject = held.subject
WHERE (empty(named.origins) OR has(named.origins, held.origin))
  AND (named.name = named.server OR held.subject_kind = 'pattern' OR held.covers = 'subdomains')
  AND (held.mask = '' OR (length(held.mask) = length(named.name) AND named.name LIKE replaceAll(held.mask, '*', '_')));
