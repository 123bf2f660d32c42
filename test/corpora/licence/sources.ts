import { repositoriesWithoutVersion } from './absent-versions.ts';
import { dated, type ForgeRepository, type OfferedArchive } from './forges.ts';
import { nearArchives, nearRepositories } from './near-archives.ts';
import { oldArchives } from './old-archives.ts';
import { ownRepositoryOf } from './servers.ts';
import { imitated } from './software.ts';

/** Releases that other servers of the corpus run. */
const earlier: Readonly<Record<string, readonly string[]>> = {
  mastodon: ['v4.3.9', 'v4.4.1', 'v3.4.1'],
  pleroma: ['v2.2.2'],
  misskey: ['2025.3.1'],
};

/** Commits of upstream that no tag and no branch points to. */
const betweenReleases: Readonly<Record<string, readonly string[]>> = {
  mastodon: ['c0ffee1'],
  gotosocial: ['badcafe'],
  akkoma: ['badcafe1'],
};

/** What upstreams and operators publish, as it is at the first visit. */
export const repositories: readonly ForgeRepository[] = [
  ...imitated
    .filter(({ repository }) => !repository.endsWith('.zip'))
    .map(({ id, repository, tag }) => ({
      url: repository,
      tags: ['old-release', ...(tag === undefined ? [] : [tag]), ...(earlier[id] ?? [])],
      ...(id === 'gotosocial' && { commits: { 'v0.19.1': 'c0ffee1' } }),
      pages: betweenReleases[id] ?? [],
    })),
  ...imitated.map((software) => ({
    url: ownRepositoryOf(software),
    tags: [`v${software.ownVersion}`],
  })),
  { url: 'https://git.friendi.ca/friendica/friendica', tags: ['2024.09'] },
  { url: 'https://framagit.org/framasoft/peertube/PeerTube', tags: ['v8.2.4'] },
  { url: 'https://framagit.org/somebody/plugin-chapters', tags: [] },
  { url: 'https://codeberg.org/someone/town-theme', tags: ['v1.0.0'] },
  { url: 'https://codeberg.org/stadt/mirror', tags: ['v4.4.1', 'v4.4.2'] },
  { url: 'https://codeberg.org/dorf/mastodon', tags: ['v4.4.2+dorf.1'] },
  { url: 'https://codeberg.org/insel/mastodon', tags: ['v4.4.1+insel.0'] },
  { url: 'https://codeberg.org/town/townfork', tags: ['v1.0.0'] },
  ...repositoriesWithoutVersion,
  ...nearRepositories,
];

/** What operators published by the second visit. */
export const laterRepositories: readonly ForgeRepository[] = [
  { url: 'https://codeberg.org/dorf/mastodon', tags: ['v4.4.2+dorf.1', 'v4.4.2+dorf.2'] },
];

export const archives: readonly OfferedArchive[] = [
  ...oldArchives,
  ...nearArchives,
  { url: 'https://files.bund.example/mastodon.tar.gz', modified: dated(-380) },
  { url: 'https://files.town.example/source.zip', modified: dated(-380) },
];
