import { akkoma } from './akkoma.ts';
import { friendica } from './friendica.ts';
import { gotosocial } from './gotosocial.ts';
import { lemmy } from './lemmy.ts';
import { mastodon } from './mastodon.ts';
import { mbin } from './mbin.ts';
import { misskey } from './misskey.ts';
import { peertube } from './peertube.ts';
import { pixelfed } from './pixelfed.ts';
import { pleroma } from './pleroma.ts';
import type { SoftwareProfile } from './profile.ts';
import { wordpress } from './wordpress.ts';

export type { Fingerprint, FingerprintWeight } from '../fingerprint.ts';
export type { Basis, SoftwareProfile } from './profile.ts';

/** Every software that is known by name, by id. */
export const profiles: readonly SoftwareProfile[] = [
  akkoma,
  friendica,
  gotosocial,
  lemmy,
  mastodon,
  mbin,
  misskey,
  peertube,
  pixelfed,
  pleroma,
  wordpress,
];

/** The profile that a NodeInfo name belongs to, whatever its case. Undefined: the software is not known. */
export function profileOf(name: string): SoftwareProfile | undefined {
  const wanted = name.trim().toLowerCase();
  return profiles.find(({ names }) => names.includes(wanted));
}
