import type { CorpusServer } from './server.ts';

type Without = Omit<CorpusServer, 'name' | 'state' | 'label' | 'offers'> &
  Partial<Pick<CorpusServer, 'offers'>>;

const mastodon = { software: 'mastodon', api: true } as const;
const own = 'https://codeberg.org/stadt/mastodon';

/** Changed as the program itself shows, every place answers, and none makes an offer. */
const servers: Readonly<Record<string, Without>> = {
  'own-build': { ...mastodon, version: '4.4.2+stadt.7' },
  'own-build-before': { ...mastodon, version: '4.3.9+insel' },
  'own-candidate': { ...mastodon, version: '4.5.0-rc.1+dorf' },
  'own-nightly': { ...mastodon, version: '4.5.0-nightly.2025-08-08+dorf' },
  'own-build-upgrading': { ...mastodon, version: '4.4.1+stadt.6', later: { version: '4.4.2+stadt.7' } },
  'glitch-build': { ...mastodon, version: '4.4.2+glitch.stadt' },
  'glitch-build-before': { ...mastodon, version: '4.4.1+glitch.insel.2' },
  'misskey-io': { software: 'misskey', version: '2025.4.1-io.12' },
  'misskey-io-before': { software: 'misskey', version: '2025.3.1-io.2' },
  'long-posts': { ...mastodon, version: '4.4.2', maxCharacters: 5_000 },
  'longer-posts': { ...mastodon, version: '4.3.9', maxCharacters: 65_535 },
  'old-and-long-posts': { ...mastodon, version: '3.4.1', maxCharacters: 1_000 },
  'own-build-and-long-posts': { ...mastodon, version: '4.4.2+land.1', maxCharacters: 3_000 },
  'glitch-build-and-long-posts': { ...mastodon, version: '4.4.2+glitch.land', maxCharacters: 3_000 },
  'shows-mastodon': { ...mastodon, version: '4.4.2+wald', looksLike: 'mastodon' },
  'took-it-away': {
    ...{ ...mastodon, version: '4.4.2+stadt.7', later: { offers: [] } },
    offers: [
      [own, 'api'],
      [own, 'state'],
    ],
  },
};

/** Servers of which it must be said that no offer was found. */
export const withoutOffer: readonly CorpusServer[] = Object.entries(servers).map(([name, server]) => ({
  ...{ name: `none-${name}`, state: 'no-offer', label: 'OFFER_MISSING', offers: [] },
  ...server,
}));
