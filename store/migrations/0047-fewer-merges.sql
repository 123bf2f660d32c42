-- Tables of a few bytes a row. The engine takes every part for 5 MB at least when it chooses what to merge, so a table that stays smaller than that was
-- written anew, whole, with every fourth insert: 69 million rows of merges for 2.6 million inserted. They may have more parts before they are merged.
ALTER TABLE schedule {{on-cluster}} MODIFY SETTING merge_selector_base = 16;
ALTER TABLE compared {{on-cluster}} MODIFY SETTING merge_selector_base = 16;
ALTER TABLE visits_by_point {{on-cluster}} MODIFY SETTING merge_selector_base = 16;
ALTER TABLE answers_by_point {{on-cluster}} MODIFY SETTING merge_selector_base = 16;
ALTER TABLE stated_sizes {{on-cluster}} MODIFY SETTING merge_selector_base = 16;
ALTER TABLE stated_sizes_by_month {{on-cluster}} MODIFY SETTING merge_selector_base = 16;
