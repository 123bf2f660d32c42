import type { SoftwareProfile } from '../../model/software/profile.ts';
import { friendica } from './friendica.ts';
import { gotosocial } from './gotosocial.ts';
import { hubzilla } from './hubzilla.ts';
import { lemmy } from './lemmy.ts';
import { mastodon, mastodonLike } from './mastodon.ts';
import { mbin } from './mbin.ts';
import { misskey } from './misskey.ts';
import { mitra } from './mitra.ts';
import { peertube } from './peertube.ts';
import { piefed } from './piefed.ts';
import { akkoma, pleroma } from './pleroma.ts';
import type { PolicyReader } from './reader.ts';
import { wafrn } from './wafrn.ts';

/** Every software that publishes a list, each with how it is read. */
export const policyReaders: readonly PolicyReader[] = [
  akkoma,
  friendica,
  gotosocial,
  hubzilla,
  lemmy,
  mastodon,
  mbin,
  misskey,
  mitra,
  peertube,
  piefed,
  pleroma,
  wafrn,
];

/** Software that is known to publish none, so that it is not asked. NodeInfo names, lower-case. */
const publishNone: ReadonlySet<string> = new Set([
  ...['bookwyrm', 'discourse', 'drupal', 'fedify', 'funkwhale', 'ghost', 'gancio', 'hollo', 'iceshrimp.net'],
  ...['mobilizon', 'nodebb', 'owncast', 'pixelfed', 'snac', 'wordpress', 'writefreely', 'threads'],
]);

/**
 * How the list of a server is read. `name`: NodeInfo `software.name`; undefined: it tells none. `likeMastodon`: it answered Mastodon's instance API.
 * `profile`: of its software, which may go by more names than have readers here; undefined: it is not known. Undefined: it publishes none.
 */
export function policyReaderOf(
  name: string | undefined,
  likeMastodon: boolean,
  profile?: Pick<SoftwareProfile, 'names'>,
): PolicyReader | undefined {
  // The name as stated goes first: a fork that shares a name is read by that name.
  const wanted = [name?.trim().toLowerCase() ?? '', ...(profile?.names ?? [])];
  const known = wanted.map(readerNamed).find((reader) => reader !== undefined);
  if (known !== undefined) return known;
  return likeMastodon && !wanted.some((one) => publishNone.has(one)) ? mastodonLike : undefined;
}

function readerNamed(name: string): PolicyReader | undefined {
  return policyReaders.find(({ names }) => names.includes(name));
}
