import { type OfferPlace, offerPlaces, type SourceOffer } from '../../model/licence/offer.ts';
import { type OfferAddress, offerAddress } from './offer-url.ts';

/** Where an offer was seen. */
export type Sighting = Pick<SourceOffer, 'place' | 'seenAt' | 'prominence' | 'withoutScript'>;

const maxOffers = 50;

/** The offers of one visit, as they are found; each address once a place and page. */
export class OfferList {
  readonly #offers = new Map<string, SourceOffer>();

  /** Takes a text that names source by a whole address; `mastodon/mastodon` is none. What is no address that anybody could follow is not taken. */
  add(text: string | undefined, sighting: Sighting): void {
    const address = text === undefined ? undefined : offerAddress(text);
    if (address !== undefined) this.addAddress(address, sighting);
  }

  addAddress(address: OfferAddress, sighting: Sighting): void {
    const key = [sighting.place, sighting.seenAt, address.url, address.reference].join('\n');
    if (!this.#offers.has(key)) this.#offers.set(key, { ...address, ...sighting });
  }

  /** In the order of the places, at most 50. */
  inOrder(): readonly SourceOffer[] {
    const order = (place: OfferPlace) => offerPlaces.indexOf(place);
    return [...this.#offers.values()].toSorted((a, b) => order(a.place) - order(b.place)).slice(0, maxOffers);
  }
}
