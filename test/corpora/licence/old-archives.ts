import { dated, type OfferedArchive } from './forges.ts';
import type { CorpusServer } from './server.ts';
import type { ShownAt } from './software.ts';

/** A server that changed while the archive that it offers did not. `before`, `now`: version, and the longest post where that is not Mastodon's. */
type Row = readonly [
  name: string,
  software: 'mastodon' | 'misskey',
  before: readonly [version: string, maxCharacters?: number],
  now: readonly [version: string, maxCharacters?: number],
  places: readonly ShownAt[],
];

const rows: readonly Row[] = [
  ['own-build', 'mastodon', ['4.4.1+stadt.1'], ['4.4.2+stadt.2'], ['api', 'state']],
  ['own-build-patched', 'mastodon', ['4.4.2+stadt.1'], ['4.4.2+stadt.2'], ['api', 'state']],
  ['own-build-upgraded', 'mastodon', ['4.3.9+insel'], ['4.4.2+insel'], ['api']],
  ['in-footer', 'mastodon', ['4.4.1+dorf.1'], ['4.4.2+dorf.1'], ['footer']],
  ['in-noscript', 'mastodon', ['4.4.1+wald.1'], ['4.4.2+wald.2'], ['noscript']],
  ['in-nodeinfo', 'mastodon', ['4.4.1+berg.1'], ['4.4.2+berg.2'], ['nodeinfo']],
  ['in-metadata', 'mastodon', ['4.4.1+tal.1'], ['4.4.2+tal.2'], ['metadata']],
  ['everywhere', 'mastodon', ['4.4.1+see.1'], ['4.4.2+see.2'], ['nodeinfo', 'api', 'state', 'footer']],
  ['longer-posts', 'mastodon', ['4.4.2', 1_000], ['4.4.2', 5_000], ['api', 'state']],
  ['long-posts-now', 'mastodon', ['4.4.2'], ['4.4.2', 5_000], ['footer']],
  ['longer-posts-and-upgraded', 'mastodon', ['3.4.1', 1_000], ['4.4.2', 3_000], ['api', 'footer']],
  ['candidate', 'mastodon', ['4.5.0-rc.1+dorf'], ['4.5.0-rc.2+dorf'], ['api', 'state']],
  ['glitch', 'mastodon', ['4.4.1+glitch.stadt'], ['4.4.2+glitch.stadt'], ['api', 'state']],
  ['glitch-longer-posts', 'mastodon', ['4.4.2+glitch.land', 500], ['4.4.2+glitch.land', 900], ['api']],
  ['misskey-io', 'misskey', ['2025.3.1-io.2'], ['2025.4.1-io.12'], ['nodeinfo', 'misskey-meta']],
  ['stock-then-changed', 'mastodon', ['4.4.1'], ['4.4.2+stadt.1'], ['api', 'state']],
];

const archiveOf = (name: string) => `https://files.${name}.example/source.zip`;

/** Servers of which it must be said that the archive they offer is older than what they run. */
export const withOldArchive: readonly CorpusServer[] = rows.map(([name, software, before, now, places]) => ({
  ...{ name: `stale-${name}`, state: 'old-archive', label: 'OFFER_STALE', software },
  ...(software === 'mastodon' && { api: true as const }),
  ...running(before),
  offers: places.map((place) => [archiveOf(name), place] as const),
  later: running(now),
}));

function running([version, maxCharacters]: Row[2]): Pick<CorpusServer, 'version' | 'maxCharacters'> {
  return { version, ...(maxCharacters !== undefined && { maxCharacters }) };
}

/** What they offer: all of it older by far than the first visit. */
export const oldArchives: readonly OfferedArchive[] = rows.map(([name], index) => ({
  url: archiveOf(name),
  // The youngest is a little more than the 30 days older than the visit that still sees the program as it was.
  modified: dated(-50 - 15 * index),
}));
