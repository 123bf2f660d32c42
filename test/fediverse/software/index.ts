import type { Peers } from '../network/loopback.ts';
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
export type MakeSite = (who: Identity, peers: Peers) => Site | Promise<Site>;

/** Every software of the test fediverse: real servers built on Fedify, and imitations. Fedify is large, so it is loaded where a server is built on it. */
export const software = {
  'fedify-open': async (who, peers) => (await import('../fedify/open.ts')).fedifyOpen(who, peers),
  'fedify-secure': async (who, peers) => (await import('../fedify/secure.ts')).fedifySecure(who, peers),
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
