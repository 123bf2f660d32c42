import type { Clock } from '../model/clock.ts';
import { type KnownRelease, type News, withNews } from '../model/news.ts';
import type { SoftwareCatalogue } from '../model/software/catalogue.ts';
import type { SoftwareKnowledge } from '../model/software-knowledge.ts';
import type { Store } from '../store/store.ts';
import { taggedReleases } from './tagged-releases.ts';

/** Servers under different registrable domains that must run a version before we take it for a release. */
export const releaseQuorum = 5;

/** How long what was read is good for, in milliseconds: the fleet's versions take a look at every server. */
const freshMs = 600_000;

/** News that we find ourselves: those that are known, and the releases that servers run or makers tagged, read again every ten minutes at most. */
export function fleetNews(
  store: Pick<Store, 'releases' | 'offerVisitsAt'>,
  clock: Clock,
  { news: base, software }: SoftwareKnowledge,
): () => Promise<News> {
  let news = base;
  let readAtMs = Number.NEGATIVE_INFINITY;
  return async () => {
    if (clock.now() - readAtMs < freshMs) return news;
    readAtMs = clock.now();
    news = withNews(withNews(base, await releasesOf(store, software)), await taggedReleases(store, software));
    return news;
  };
}

async function releasesOf(store: Pick<Store, 'releases'>, software: SoftwareCatalogue): Promise<News> {
  const running = await store.releases(releaseQuorum);
  const known = running.flatMap(({ name, version, servers, seenAt }) => {
    const profile = software.profileOf({ name, version });
    // A fork's numbers are its own: only what goes by the profile's first name is a release of that software.
    if (profile === undefined || profile.names[0] !== name) return [];
    return [{ id: profile.id, version, seenAt, basis: `${servers} servers run it` }];
  });
  const byProfile = Map.groupBy(known, ({ id }) => id);
  return new Map(
    [...byProfile].map(([id, releases]) => [id, { releases: releases.map(release), advisories: [] }]),
  );
}

const release = ({ version, seenAt, basis }: KnownRelease): KnownRelease => ({ version, seenAt, basis });
