import type { CorpusServer } from './server.ts';

const mastodonUrl = 'https://github.com/mastodon/mastodon';
const akkomaUrl = 'https://akkoma.dev/AkkomaGang/akkoma';
const mastodon = { software: 'mastodon', version: '4.4.2', api: true } as const;
const fromMastodon = (url: string): CorpusServer['offers'] => [
  [url, 'api'],
  [url, 'state'],
];

type Miss = Omit<CorpusServer, 'name' | 'state'>;

/** Looks, numbers and proxies. Nothing here may be told against anybody, unless the label says so. */
export const looks: Readonly<Record<string, Miss>> = {
  // Looks only
  'mastodon-theme': {
    ...mastodon,
    label: 'UNMODIFIED_UPSTREAM',
    offers: [...fromMastodon(mastodonUrl), ['https://codeberg.org/someone/town-theme', 'footer']],
    note: 'a theme with a link to its own source',
  },
  'mastodon-imprint': {
    ...mastodon,
    label: 'UNMODIFIED_UPSTREAM',
    offers: [...fromMastodon(mastodonUrl), ['https://stadt.example/imprint', 'footer']],
    note: 'a link to a page',
  },
  'friendica-addon': {
    software: 'friendica',
    version: '2024.09',
    api: true,
    label: 'UNMODIFIED_UPSTREAM',
    offers: [
      ['https://github.com/friendica/friendica', 'nodeinfo'],
      ['https://git.friendi.ca/friendica/friendica', 'api'],
      ['https://git.friendi.ca/friendica/friendica-addons', 'footer'],
    ],
    note: 'two stock addresses and an addon',
  },
  'peertube-plugin': {
    software: 'peertube',
    version: '8.2.4',
    label: 'UNMODIFIED_UPSTREAM',
    offers: [
      ['https://github.com/Chocobozzz/PeerTube', 'noscript'],
      ['https://framagit.org/framasoft/peertube/PeerTube', 'noscript'],
      ['https://framagit.org/somebody/plugin-chapters', 'footer'],
    ],
    note: 'a plugin, and both stock links',
  },
  'mangane-on-akkoma': {
    software: 'akkoma',
    version: '3.16.0',
    api: true,
    label: 'UNMODIFIED_UPSTREAM',
    offers: [
      [akkomaUrl, 'nodeinfo'],
      ['https://github.com/BDX-town/Mangane', 'footer'],
    ],
    note: 'a front end of another make',
  },
  'masto-fe-on-akkoma': {
    software: 'akkoma',
    version: '3.16.0',
    api: true,
    looksLike: 'pleroma',
    label: 'UNMODIFIED_UPSTREAM',
    offers: [
      [akkomaUrl, 'nodeinfo'],
      ['https://iceshrimp.dev/iceshrimp/masto-fe-standalone', 'footer'],
    ],
    note: "Mastodon's front end before Akkoma",
  },
  'old-pleroma-boop': {
    software: 'pleroma',
    version: '2.2.2',
    api: true,
    looksLike: 'pleroma',
    label: 'UNMODIFIED_UPSTREAM',
    offers: [['https://git.pleroma.social/pleroma/pleroma', 'nodeinfo']],
    note: 'old Pleroma brought the files of Mastodon along',
  },
  // Numbers and proxies
  'mastodon-nightly': {
    ...mastodon,
    version: '4.5.0-nightly.2025-08-08',
    label: 'UNMODIFIED_UPSTREAM',
    offers: fromMastodon(mastodonUrl),
    note: 'a stock build of a day',
  },
  'mastodon-rc': {
    ...mastodon,
    version: '4.5.0-rc.1',
    label: 'UNMODIFIED_UPSTREAM',
    offers: fromMastodon(mastodonUrl),
  },
  'mastodon-pr-image': {
    ...mastodon,
    version: '4.5.0-alpha.1+pr-34567-c0ffee1',
    label: 'UNMODIFIED_UPSTREAM',
    offers: fromMastodon(mastodonUrl),
    note: 'an official image of a change',
  },
  'mastodon-too-new': {
    ...mastodon,
    version: '4.4.9',
    label: 'UNKNOWN',
    offers: fromMastodon(mastodonUrl),
    note: 'a release that the list does not have yet',
  },
  'mastodon-newer-constants': {
    ...mastodon,
    version: '4.9.0',
    maxCharacters: 700,
    label: 'UNKNOWN',
    offers: fromMastodon(mastodonUrl),
    note: 'upstream may have changed the number in a branch nobody read',
  },
  'mastodon-constant-once': {
    ...mastodon,
    maxCharacters: 5_000,
    label: 'UNMODIFIED_UPSTREAM',
    offers: fromMastodon(mastodonUrl),
    later: { maxCharacters: 500 },
    note: 'a proxy wrote another number into the answer for a while',
  },
  'pixelfed-constant': {
    software: 'pixelfed',
    version: '0.12.7',
    api: true,
    maxCharacters: 2_000,
    label: 'UNMODIFIED_UPSTREAM',
    offers: [
      ['https://github.com/pixelfed/pixelfed', 'metadata-repo'],
      ['https://github.com/pixelfed/pixelfed', 'api'],
    ],
    note: 'a setting, not a constant',
  },
  'mastodon-blocked-nodeinfo': { ...mastodon, silence: '403', label: 'UNKNOWN', offers: [] },
  'mastodon-one-sign': {
    version: '4.4.2',
    api: true,
    label: 'UNKNOWN',
    offers: [],
    note: 'no NodeInfo, and no sign but the form of an API that many have',
  },
  'mastodon-nodeinfo-off': {
    version: '4.4.2',
    api: true,
    looksLike: 'mastodon',
    label: 'UNMODIFIED_UPSTREAM',
    offers: fromMastodon(mastodonUrl),
    note: 'a proxy hides NodeInfo; everything else names Mastodon',
  },
  'two-apps': {
    software: 'wordpress',
    version: '6.8',
    api: true,
    looksLike: 'mastodon',
    label: 'UNKNOWN',
    offers: fromMastodon(mastodonUrl),
    note: 'WordPress and Mastodon under one name, each saying what it is',
  },
  'as-ghost': {
    software: 'ghost',
    version: '5.1',
    api: true,
    looksLike: 'mastodon',
    label: 'UNKNOWN',
    offers: [],
    note: 'from outside this cannot be told from two programs under one name',
  },
};
