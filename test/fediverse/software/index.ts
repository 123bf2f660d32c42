import { fedifyOpen } from '../fedify/open.ts';
import { fedifySecure } from '../fedify/secure.ts';
import type { Peers } from '../fedify/server.ts';
import type { Identity, Site } from '../site.ts';
import { gotosocial } from './gotosocial.ts';
import { lemmy } from './lemmy.ts';
import { listPublishers } from './list-publishers.ts';
import { mastodon } from './mastodon.ts';
import { misskey } from './misskey.ts';
import { peertube } from './peertube.ts';
import { pixelfed } from './pixelfed.ts';
import { wordpress } from './wordpress.ts';

/** Makes a healthy server. `peers`: how a real ActivityPub server reaches the others. */
export type MakeSite = (who: Identity, peers: Peers) => Site;

/** Every software of the test fediverse: real servers built on Fedify, and imitations. */
export const software = {
  'fedify-open': fedifyOpen,
  'fedify-secure': fedifySecure,
  gotosocial,
  lemmy,
  mastodon,
  misskey,
  peertube,
  pixelfed,
  wordpress,
  ...listPublishers,
} as const satisfies Record<string, MakeSite>;

export type SoftwareName = keyof typeof software;
