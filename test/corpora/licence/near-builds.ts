import type { CorpusServer } from './server.ts';

const misskeyUrl = 'https://github.com/misskey-dev/misskey';
const akkomaUrl = 'https://akkoma.dev/AkkomaGang/akkoma';
const gotosocialUrl = 'https://codeberg.org/superseriousbusiness/gotosocial';
const lemmyUrl = 'https://github.com/LemmyNet/lemmy';

const mastodon = { software: 'mastodon', version: '4.4.2', api: true } as const;
const fromMastodon = (url: string): CorpusServer['offers'] => [
  [url, 'api'],
  [url, 'state'],
];

type Miss = Omit<CorpusServer, 'name' | 'state'>;

/** Builds and own repositories. Nothing here may be told against anybody, unless the label says so. */
export const builds: Readonly<Record<string, Miss>> = {
  // Builds
  'lemmy-dirty': {
    software: 'lemmy',
    version: '0.19.12-modified',
    label: 'UNKNOWN',
    offers: [[lemmyUrl, 'nodeinfo']],
    note: 'some file of the checkout was changed',
  },
  'lemmy-unknown': {
    software: 'lemmy',
    version: 'unknown version',
    label: 'UNMODIFIED_UPSTREAM',
    offers: [[lemmyUrl, 'nodeinfo']],
    note: 'a build without git',
  },
  'gotosocial-git': {
    software: 'gotosocial',
    version: '0.19.1+git-c0ffee1',
    api: true,
    looksLike: 'gotosocial',
    label: 'UNMODIFIED_UPSTREAM',
    offers: [
      [gotosocialUrl, 'nodeinfo'],
      [gotosocialUrl, 'api'],
    ],
  },
  'gotosocial-other-commit': {
    software: 'gotosocial',
    version: '0.19.1+git-badcafe',
    api: true,
    label: 'UNMODIFIED_UPSTREAM',
    offers: [[gotosocialUrl, 'nodeinfo']],
    note: 'a commit between releases, of which only some digits are known',
  },
  'akkoma-develop': {
    software: 'akkoma',
    version: '3.16.0-12-gbadcafe1.develop',
    api: true,
    label: 'UNMODIFIED_UPSTREAM',
    offers: [[akkomaUrl, 'nodeinfo']],
    note: "upstream's own branch between releases",
  },
  'akkoma-thrown-away': {
    software: 'akkoma',
    version: '3.16.0-9-gdeadbeef.develop',
    api: true,
    label: 'UNKNOWN',
    offers: [[akkomaUrl, 'nodeinfo']],
    note: "a commit of upstream's branch that upstream has thrown away since",
  },
  'akkoma-no-repository': {
    software: 'akkoma',
    version: '3.16.0',
    api: true,
    label: 'UNKNOWN',
    offers: [],
    note: 'only the older NodeInfo came, which has no address',
  },
  'misskey-cached': {
    software: 'misskey',
    version: '2025.4.1',
    label: 'UNMODIFIED_UPSTREAM',
    offers: [
      [misskeyUrl, 'metadata'],
      [misskeyUrl, 'misskey-meta'],
    ],
    note: 'the document was built for 2.0, so the address is not in its usual place',
  },
  'cherrypick-as-misskey': {
    software: 'misskey',
    version: '4.17.0',
    api: true,
    label: 'UNMODIFIED_UPSTREAM',
    offers: [
      ['https://github.com/kokonect-link/cherrypick', 'nodeinfo'],
      ['https://github.com/kokonect-link/cherrypick', 'metadata'],
    ],
    later: { software: 'cherrypick' },
    note: 'another name to another visitor',
  },
  // Own repositories of who changed nothing
  'mastodon-mirror': {
    ...mastodon,
    label: 'OFFER_MATCHES',
    offers: fromMastodon('https://codeberg.org/stadt/mirror'),
    note: 'a mirror of upstream that has the release',
  },
  'mastodon-mirror-behind': {
    ...mastodon,
    version: '4.4.3',
    label: 'UNKNOWN',
    offers: fromMastodon('https://codeberg.org/stadt/mirror'),
    note: 'a mirror that lags behind',
  },
  'mastodon-mirror-gone': {
    ...mastodon,
    label: 'UNKNOWN',
    offers: fromMastodon('https://codeberg.org/gone/mirror'),
    note: 'stock, and a dead link',
  },
  'misskey-private-forge': {
    software: 'misskey',
    version: '2025.4.1',
    label: 'UNKNOWN',
    offers: [['https://codeberg.org/private/misskey', 'nodeinfo']],
    note: 'stock, and a repository nobody may see',
  },
  'fork-pushed-late': {
    ...mastodon,
    version: '4.4.2+dorf.2',
    label: 'OFFER_MATCHES',
    offers: fromMastodon('https://codeberg.org/dorf/mastodon'),
    note: 'the tag came days after the deploy',
  },
  'fork-upgrading': {
    ...mastodon,
    version: '4.4.2+insel.1',
    later: { version: '4.4.3+insel.2' },
    label: 'UNKNOWN',
    offers: fromMastodon('https://codeberg.org/insel/mastodon'),
    note: 'each version was looked for once, and then it was another',
  },
  'fork-archive': {
    ...mastodon,
    version: '4.4.2+bund.1',
    label: 'OFFER_UNVERIFIABLE',
    offers: fromMastodon('https://files.bund.example/mastodon.tar.gz'),
    note: 'an archive without history',
  },
  'fork-page': {
    ...mastodon,
    version: '4.4.2+land.1',
    label: 'UNKNOWN',
    offers: fromMastodon('https://land.example/source'),
    note: 'a page that a person has to read',
  },
  'fork-of-fork': {
    ...mastodon,
    version: '4.4.2',
    label: 'OFFER_MATCHES',
    offers: fromMastodon('https://github.com/glitch-soc/mastodon'),
    note: 'a fork built without its mark',
  },
  'fork-hidden-places': {
    ...mastodon,
    version: '4.4.2+wald.1',
    api: true,
    label: 'UNKNOWN',
    offers: [],
    silence: 'login',
    note: 'changed, and everything behind a login',
  },
  'unknown-fork-with-source': {
    software: 'townfork',
    version: '1.0.0',
    api: true,
    looksLike: 'mastodon',
    label: 'OFFER_MATCHES',
    offers: fromMastodon('https://codeberg.org/town/townfork'),
    note: 'a name nobody knows, and its source',
  },
  'unknown-software': { software: 'homegrown', version: '0.3', label: 'UNKNOWN', offers: [] },
};
