import type { OfferCheck } from '../../../model/licence/offer-check.ts';
import type { SoftwareNews } from '../../../model/news.ts';
import type { SoftwareProfile } from '../../../model/software/index.ts';
import { isOf } from './lineage.ts';

/**
 * Whether the makers published the version that runs. `published`: its tag or commit is in their repository, or other servers run it too.
 * `not-published`: their repository was listed, and neither is there. `unknown`: neither could be found out.
 */
export type Publication = 'published' | 'not-published' | 'unknown';

/** What the publication of a version is found in. */
export interface PublicationFacts {
  readonly software: SoftwareProfile;
  readonly version: string | undefined;
  readonly checks: readonly OfferCheck[];
  readonly news: SoftwareNews | undefined;
}

/** Did the makers publish the version? */
export function publicationOf({ software, version, checks, news }: PublicationFacts): Publication {
  const own = checks.filter((check) => isOf(check, software));
  const states = own.map(referenceOf);
  // Of most commits a version has some digits only, which no list answers for; then the release that it names is enough here.
  const isReleased = own.some(({ references }) => references.some(({ state }) => state === 'found'));
  if (states.includes('found') || (isReleased && !states.includes('not-found'))) return 'published';
  if (version !== undefined && news?.releases.some((release) => release.version === version))
    return 'published';
  return states.includes('not-found') && !states.includes('in-network') ? 'not-published' : 'unknown';
}

/**
 * Whether what a version names is in a source. Where it names commits, they decide: a tag that the fork took over from its parent says little.
 * One that is there is enough.
 */
export function referenceOf({ references }: OfferCheck): OfferCheck['references'][number]['state'] {
  const commits = references.filter(({ kind }) => kind === 'commit');
  const states = (commits.length > 0 ? commits : references).map(({ state }) => state);
  for (const state of ['found', 'in-network', 'unknown'] as const) if (states.includes(state)) return state;
  return states.length === 0 ? 'unknown' : 'not-found';
}
