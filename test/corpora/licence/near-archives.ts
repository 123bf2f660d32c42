import { dated, type ForgeRepository, type OfferedArchive } from './forges.ts';
import type { CorpusServer } from './server.ts';

type Miss = Omit<CorpusServer, 'name' | 'state'>;

const mastodon = { software: 'mastodon', api: true } as const;
const mastodonUrl = 'https://github.com/mastodon/mastodon';
const everywhere = (url: string): CorpusServer['offers'] => [
  [url, 'api'],
  [url, 'state'],
];

/** Archives, repositories without tags, and names that look like a scar. Nothing here may be told against anybody. */
export const archivesAndTags: Readonly<Record<string, Miss>> = {
  // Archives
  'archive-put-up-anew': {
    ...{ ...mastodon, version: '4.4.1+moor.1', later: { version: '4.4.2+moor.2' } },
    label: 'OFFER_UNVERIFIABLE',
    offers: everywhere('https://files.moor.example/source.zip'),
    note: 'the archive came with the change',
  },
  'archive-some-weeks-old': {
    ...{ ...mastodon, version: '4.4.1+heide.1', later: { version: '4.4.2+heide.2' } },
    label: 'OFFER_UNVERIFIABLE',
    offers: everywhere('https://files.heide.example/source.zip'),
    note: 'dates of archives are not exact: it is not 30 days older than the change',
  },
  'archive-without-date': {
    ...{ ...mastodon, version: '4.4.1+forst.1', later: { version: '4.4.2+forst.2' } },
    label: 'OFFER_UNVERIFIABLE',
    offers: everywhere('https://files.forst.example/source.zip'),
  },
  'archive-of-stock': {
    ...{ ...mastodon, version: '4.4.1', later: { version: '4.4.2' } },
    label: 'OFFER_UNVERIFIABLE',
    offers: everywhere('https://files.hafen.example/source.zip'),
    note: 'an old mirror of upstream at a server that runs what upstream published',
  },
  'archive-of-unchanged': {
    ...{ ...mastodon, version: '4.4.2+teich.1' },
    label: 'OFFER_UNVERIFIABLE',
    offers: everywhere('https://files.teich.example/source.zip'),
    note: 'old, and so is what runs',
  },
  // Repositories nobody can ask for a version
  'no-tags': {
    ...{ ...mastodon, version: '4.4.2+berg.1' },
    label: 'OFFER_UNVERIFIABLE',
    offers: everywhere('https://codeberg.org/berg/mastodon'),
    note: 'its own repository, in which nobody ever set a tag',
  },
  'no-tags-in-code': {
    ...{ software: 'lemmy', version: '0.19.12-berg' },
    label: 'OFFER_UNVERIFIABLE',
    offers: [['https://codeberg.org/berg/lemmy', 'nodeinfo']],
    note: 'the address is written into the code, and leads to branches only',
  },
  'no-tags-but-commit': {
    ...{ software: 'akkoma', version: '3.16.0-3-g5ca1ab1e-berg', api: true },
    label: 'OFFER_MATCHES',
    offers: [['https://codeberg.org/berg/akkoma', 'nodeinfo']],
    note: 'no tags, and a page for the commit of what runs',
  },
  // Names
  'run-by-a-ggmbh': {
    ...{ ...mastodon, version: '4.4.2', looksLike: 'mastodon' },
    says: 'Stadtnetz is a trademark of Stadtnetz gGmbH.',
    label: 'UNMODIFIED_UPSTREAM',
    offers: everywhere(mastodonUrl),
    note: 'a non-profit that has the legal form of the makers of Mastodon: its name is no scar of search and replace',
  },
  'makers-in-imprint': {
    ...{ ...mastodon, version: '4.4.2' },
    says: 'Mastodon is free, open-source software, and a trademark of Mastodon gGmbH.',
    label: 'UNMODIFIED_UPSTREAM',
    offers: everywhere(mastodonUrl),
    note: 'the sentence as stock builds have it',
  },
  'ggmbh-without-nodeinfo': {
    says: 'Bürgernetz is free, open-source software, and a trademark of Bürgernetz gGmbH.',
    version: '1.0.0',
    label: 'UNKNOWN',
    offers: [],
    note: 'what a scar would look like, and no sign of any software beside it',
  },
};

/** The archives. */
export const nearArchives: readonly OfferedArchive[] = [
  { url: 'https://files.moor.example/source.zip', modified: dated(-20) },
  { url: 'https://files.heide.example/source.zip', modified: dated(-40) },
  { url: 'https://files.forst.example/source.zip' },
  { url: 'https://files.hafen.example/source.zip', modified: dated(-200) },
  { url: 'https://files.teich.example/source.zip', modified: dated(-200) },
];

/** The repositories. */
export const nearRepositories: readonly ForgeRepository[] = [
  { url: 'https://codeberg.org/berg/mastodon', tags: [] },
  { url: 'https://codeberg.org/berg/lemmy', tags: [] },
  { url: 'https://codeberg.org/berg/akkoma', tags: [], pages: ['5ca1ab1e'] },
];
