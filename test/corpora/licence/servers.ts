import { withoutVersion } from './absent-versions.ts';
import { labelOf } from './labels.ts';
import { nearMisses } from './near-misses.ts';
import { withoutOffer } from './no-offers.ts';
import { withOldArchive } from './old-archives.ts';
import { type CorpusServer, offering } from './server.ts';
import { type Imitated, imitated, otherLicences } from './software.ts';

/** Every server of the corpus. */
export function corpus(): readonly CorpusServer[] {
  return [
    ...imitated.map(stock),
    ...imitated.map(ownRepository),
    ...imitated.map(unobservable),
    ...imitated.map(upstreamLink),
    ...changedOtherwise,
    ...imitated.map(unreachable),
    ...concealed(),
    ...withoutOffer,
    ...withOldArchive,
    ...withoutVersion,
    ...otherLicences.map(notAgpl),
    ...nearMisses,
  ];
}

/** Software that leaves no trace of a change or of a dead link: its third state is that it cannot be observed. */
const traceless = new Set(
  imitated
    .filter(
      ({ id }) => labelOf('upstream-link', id) === 'UNKNOWN' && labelOf('unreachable', id) === 'UNKNOWN',
    )
    .map(({ id }) => id),
);

/** The servers of the corpus without those that only show once more that nobody can tell. */
export function coreCorpus(): readonly CorpusServer[] {
  const others = [
    'unobservable-mastodon',
    'unobservable-misskey',
    'unobservable-lemmy',
    'unobservable-gotosocial',
  ];
  return corpus().filter(({ name, state, label }) => {
    if (state === 'unobservable')
      return others.includes(name) || traceless.has(name.replace(/^unobservable-/, ''));
    return label !== 'UNKNOWN' || (state !== 'upstream-link' && state !== 'unreachable');
  });
}

/** Where the own repositories of the corpus are. */
export const ownRepositoryOf = ({ id }: Pick<Imitated, 'id'>): string => `https://codeberg.org/stadt/${id}`;

function said({ name, version, api }: Imitated): Pick<CorpusServer, 'software' | 'version' | 'api'> {
  return { version, ...(name !== '' && { software: name }), ...(api && { api }) };
}

/** What the software without a NodeInfo of its own looks like. */
function looks({ id }: Imitated): Pick<CorpusServer, 'looksLike'> {
  if (id === 'truth-social') return { looksLike: 'mastodon' };
  return id === 'gab' ? { looksLike: 'gab' } : {};
}

function stock(software: Imitated): CorpusServer {
  const { id, repository } = software;
  return {
    ...{ name: `stock-${id}`, state: 'stock', label: labelOf('stock', id) },
    ...{ ...said(software), ...looks(software), offers: offering(software, repository) },
  };
}

/** Changed, named so, and its source offered with a tag for what runs. */
function ownRepository(software: Imitated): CorpusServer {
  const { id, ownVersion, shownAt } = software;
  const places = shownAt.length === 0 ? (['footer'] as const) : shownAt;
  return {
    ...{ name: `own-${id}`, state: 'own-repository', label: labelOf('own-repository', id) },
    ...{ ...said(software), ...looks(software), version: ownVersion },
    offers: offering({ shownAt: places }, ownRepositoryOf(software)),
  };
}

/** Changed, named so, and the address of upstream left as it was. */
function upstreamLink(software: Imitated): CorpusServer {
  const { id, ownVersion, repository } = software;
  return {
    ...{ name: `upstream-${id}`, state: 'upstream-link', label: labelOf('upstream-link', id) },
    ...{ ...said(software), ...looks(software), version: ownVersion, offers: offering(software, repository) },
  };
}

const mastodonUrl = 'https://github.com/mastodon/mastodon';

/** Changed as other signs tell, with the source of upstream or of a parent. */
const changedOtherwise: readonly CorpusServer[] = (
  [
    ['mastodon-5000', 'mastodon', '4.4.2', mastodonUrl, 5_000],
    ['mastodon-1000', 'mastodon', '4.4.1', mastodonUrl, 1_000],
    ['mastodon-65535', 'mastodon', '4.3.9', mastodonUrl, 65_535],
    ['mastodon-and-more', 'mastodon', '4.4.2+dorf', mastodonUrl, 3_000],
    ['glitch-to-mastodon', 'mastodon', '4.4.2+glitch', mastodonUrl, 500],
    ['akkoma-to-pleroma', 'akkoma', '3.16.0', 'https://git.pleroma.social/pleroma/pleroma', 500],
    ['sharkey-to-misskey', 'sharkey', '2025.4.3', 'https://github.com/misskey-dev/misskey', 500],
    ['unknown-name-to-mastodon', 'stadtnetz', '1.2.0', mastodonUrl, 500],
  ] as const
).map(([name, software, version, url, maxCharacters]) => ({
  ...{ name: `upstream-${name}`, state: 'upstream-link' },
  // A name of its own with nothing behind it but the source of another software is another name for that software.
  label: software === 'stadtnetz' ? 'CONCEALED_AGPL' : 'OFFER_UPSTREAM_ONLY',
  ...{ software, version, maxCharacters, api: true },
  ...(software === 'stadtnetz' && { looksLike: 'mastodon' as const }),
  offers: [
    [url, 'nodeinfo'],
    [url, 'api'],
    [url, 'state'],
  ],
}));

/** Changed, named so, and the own repository is gone. */
function unreachable(software: Imitated): CorpusServer {
  const { id, ownVersion, shownAt } = software;
  const places = shownAt.length === 0 ? (['footer'] as const) : shownAt;
  return {
    ...{ name: `unreachable-${id}`, state: 'unreachable', label: labelOf('unreachable', id) },
    ...{ ...said(software), ...looks(software), version: ownVersion },
    offers: offering({ shownAt: places }, `https://codeberg.org/gone/${id}`),
  };
}

const silences = ['503', '403', 'robots', 'login', '429'] as const;

function unobservable(software: Imitated, index: number): CorpusServer {
  const { id, ownVersion } = software;
  const silence = silences[index % silences.length] ?? '503';
  return {
    ...{ name: `unobservable-${id}`, state: 'unobservable', label: 'UNKNOWN' },
    ...{ ...said(software), version: ownVersion, offers: [], silence },
  };
}

function notAgpl([id, name, version]: (typeof otherLicences)[number]): CorpusServer {
  return { name: `other-${id}`, state: 'not-agpl', label: 'NOT_AGPL', software: name, version, offers: [] };
}

/** They show what they are, and say nothing or something else; nothing they offer leads there. */
function concealed(): readonly CorpusServer[] {
  const mastodon = { looksLike: 'mastodon', api: true, version: '4.4.2' } as const;
  const misskey = { looksLike: 'misskey', version: '2025.4.1' } as const;
  const one = (name: string, what: Partial<CorpusServer>): CorpusServer => ({
    ...{ name: `concealed-${name}`, state: 'concealed', label: 'CONCEALED_AGPL' },
    ...{ version: '1.0.0', offers: [], ...what },
  });
  const zip = (place: 'footer' | 'noscript') => [['https://files.town.example/source.zip', place]] as const;
  return [
    one('mastodon-silent', mastodon),
    one('mastodon-renamed', { ...mastodon, software: 'townsocial' }),
    one('mastodon-as-lemmy', { ...mastodon, software: 'lemmy', version: '0.19.12' }),
    one('mastodon-as-peertube', { ...mastodon, software: 'peertube', version: '8.2.4' }),
    one('mastodon-with-zip', { ...mastodon, offers: zip('footer') }),
    one('mastodon-long-posts', { ...mastodon, maxCharacters: 5_000 }),
    one('mastodon-other-zip', { ...mastodon, offers: zip('noscript') }),
    one('mastodon-old', { ...mastodon, version: '3.4.1' }),
    one('mastodon-own-network', {
      ...mastodon,
      software: 'nationalnet',
      version: '1.2.3',
      maxCharacters: 1_000,
    }),
    one('gab-silent', { looksLike: 'gab', api: true, version: '2.8.4' }),
    one('gab-renamed', { looksLike: 'gab', api: true, software: 'freepress', version: '2.8.4' }),
    one('misskey-silent', misskey),
    one('misskey-renamed', { ...misskey, software: 'townnote' }),
    one('misskey-as-mbin', { ...misskey, software: 'mbin', version: '1.8.2' }),
    one('gotosocial-silent', { looksLike: 'gotosocial', api: true, version: '0.19.1' }),
    one('gotosocial-renamed', {
      looksLike: 'gotosocial',
      api: true,
      version: '0.19.1',
      software: 'townpost',
    }),
  ];
}
