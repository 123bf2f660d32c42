-- A block is unpacked whole, whatever part of it is wanted: with the usual 64 KB, eight granules of findings for one. Files that are there change when they are merged.
ALTER TABLE latest {{on-cluster}} MODIFY SETTING min_compress_block_size = 8192;

ALTER TABLE current_findings {{on-cluster}} MODIFY SETTING min_compress_block_size = 4096;
