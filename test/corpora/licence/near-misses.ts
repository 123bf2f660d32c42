import { archivesAndTags } from './near-archives.ts';
import { builds } from './near-builds.ts';
import { looks } from './near-looks.ts';
import type { CorpusServer } from './server.ts';

/** What looks like something it is not. */
export const nearMisses: readonly CorpusServer[] = Object.entries({
  ...looks,
  ...builds,
  ...archivesAndTags,
}).map(([name, miss]) => ({ ...miss, name: `near-${name}`, state: 'near-miss' }));
