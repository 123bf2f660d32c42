import {
  type OfferPlace,
  offerPlaces,
  type PlaceReading,
  type SourceOffer,
  type SourceOffers,
} from '../../model/licence/offer.ts';
import type { OfferCheck } from '../../model/licence/offer-check.ts';

/** Where upstream has the source of Mastodon. */
export const mastodonUrl = 'https://github.com/mastodon/mastodon';
/** Where a town has its own. */
export const ownUrl = 'https://codeberg.org/stadt/mastodon';

/** An offer of a repository in the instance API; start valid, change one thing. */
export function anOffer(url: string, change: Partial<SourceOffer> = {}): SourceOffer {
  return {
    ...{ url, kind: 'repository', place: 'instance-api', seenAt: 'https://example.org/api/v2/instance' },
    ...{ prominence: 1, withoutScript: false, ...change },
  };
}

/** A repository that was listed, and has no reference that was wanted. */
export function aCheck(url: string, change: Partial<OfferCheck> = {}): OfferCheck {
  return {
    ...{ url, kind: 'repository', state: 'reachable', checkedAt: '2026-06-01T11:00:00.000Z' },
    ...{ references: [], licence: 'unread', ...change },
  };
}

/** A tag that was wanted. */
export const tag = (wanted: string, state: OfferCheck['references'][number]['state']) =>
  ({ wanted, kind: 'tag', state }) as const;

/** A commit that was wanted. */
export const commit = (wanted: string, state: OfferCheck['references'][number]['state']) =>
  ({ wanted, kind: 'commit', state }) as const;

/** Readings of all places: every one read, with exceptions. */
export function places(change: Partial<Record<OfferPlace, PlaceReading>> = {}): SourceOffers['places'] {
  // as: every place is a key
  const all = Object.fromEntries(offerPlaces.map((place) => [place, 'read'])) as SourceOffers['places'];
  return { ...all, ...change };
}
