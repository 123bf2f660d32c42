import type { Host } from '../../model/host.ts';
import type { SourceOffer, SourceOffers } from '../../model/licence/offer.ts';
import type { OfferCheck } from '../../model/licence/offer-check.ts';
import type { Observation } from '../../model/observation.ts';
import { observationId } from '../../model/observation-id.ts';
import { noon, observed } from './builders.ts';
import { nodeInfoOf } from './documents.ts';
import { anOffer, ownUrl, places } from './source-offers.ts';

export { aCheck, anOffer, mastodonUrl, ownUrl, places, tag } from './source-offers.ts';

/** One look at a server: what it runs, what it offers, and what was learned of that. `at`: when; absent: noon. */
export interface Look {
  readonly name?: string;
  readonly version?: string;
  readonly offers?: readonly SourceOffer[];
  readonly places?: SourceOffers['places'];
  readonly checks?: readonly OfferCheck[];
  readonly pageSigns?: readonly string[];
  readonly at?: string;
}

/** A Mastodon that calls itself a build of the town, and offers a repository of its own; start so, change one thing. */
export function looked(look: Look = {}): readonly Observation[] {
  const { name = 'mastodon', version = '4.4.2+stadt.7', at: startedAt = noon, pageSigns = [] } = look;
  const { offers = [anOffer(ownUrl)], places: read = places(), checks = [] } = look;
  return [
    observed('nodeinfo', nodeInfoOf(name, version), { startedAt }),
    observed('source-offers', { places: read, offers, pageSigns }, { startedAt }),
    observed('offer-checks', { checks }, { startedAt }),
  ];
}

/** Noon, some days before. */
export function daysBefore(days: number): string {
  return new Date(Date.parse(noon) - days * 86_400_000).toISOString();
}

/** A look at another server, as the store takes it. */
export function lookedAt(server: Host, look: Look): readonly Observation[] {
  return looked(look).map((one) => {
    const moved = { ...one, server };
    return { ...moved, id: observationId(moved) };
  });
}
