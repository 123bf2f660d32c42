/**
 * Where software makes its offer of source, in the order in which a crawler without JavaScript reads.
 * An offer found at two places is two offers.
 */
export const offerPlaces = [
  /** `software.repository`, `software.homepage` and known metadata keys of any NodeInfo version. */
  'nodeinfo',
  /** `/.well-known/x-nodeinfo2`. */
  'nodeinfo2',
  /** `source_url` of `/api/v2/instance` or `/api/v1/instance`. */
  'instance-api',
  /** What the software's own API says: PeerTube's configuration, Lemmy's site, Misskey's meta where GET reads it. */
  'software-api',
  /** JSON in a script element of a page: `initial-state`, `misskey_meta`, `initial-results`, `isoData`. */
  'page-data',
  /** A link or text that is shown only where JavaScript is off. */
  'noscript',
  /** A link of a page outside what users write: footer, navigation, about section, `link rel`. */
  'page-link',
  /** An archive that the server itself hands out, such as Misskey's `/tarball/`. */
  'own-archive',
] as const;

/** Where one offer was made. */
export type OfferPlace = (typeof offerPlaces)[number];

/** How reading one place went. A place that was not read is never a place without an offer. */
export type PlaceReading =
  /** It answered, and was read to its end. */
  | 'read'
  /** The server says that it has no such page: 404 or 410. */
  | 'absent'
  /** robots.txt or a refusal forbids it. */
  | 'disallowed'
  /** It asks for a login: 401, 403, or a page that is a login form. */
  | 'login'
  /** It did not answer, or not with what the place holds. */
  | 'failed'
  /** It was not asked: the software has no such place, or the visit had no request left. */
  | 'not-asked';

/** What an address of source leads to, as its form tells, before anything is asked. */
export type OfferKind =
  /** One repository of a forge. */
  | 'repository'
  /** A file: zip, tar, 7z. */
  | 'archive'
  /** An owner's page of a forge, with many repositories. */
  | 'organisation'
  /** Any other page. */
  | 'page';

/** One place where a server names the source of its software. */
export interface SourceOffer {
  /** Absolute http or https URL without credentials, query of tracking, fragment, trailing slash, `.git` and reference. At most 500 characters. */
  readonly url: string;
  /** Tag, branch or commit that the address itself named, as in `/tree/<reference>`. Absent: it named none. */
  readonly reference?: string;
  readonly kind: OfferKind;
  readonly place: OfferPlace;
  /** URL of the page or document that makes the offer. */
  readonly seenAt: string;
  /** 3: link on the landing page. 2: the stock web client shows it on every page. 1: only in an API, or one click deeper. Never a judgement of "prominently". */
  readonly prominence: 1 | 2 | 3;
  /** Is it in what the server sends, so that a browser without JavaScript shows it? */
  readonly withoutScript: boolean;
}

/** All that one visit learned of a server's offers. `offers`: in the order of the places, at most 50. */
export interface SourceOffers {
  readonly places: Readonly<Record<OfferPlace, PlaceReading>>;
  readonly offers: readonly SourceOffer[];
}
