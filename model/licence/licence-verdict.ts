/** What the offers and signs of one server come to. The wording for people never says that anybody violates anything. */
export const licenceVerdicts = [
  /** The licence has no clause on use over a network. */
  'NOT_AGPL',
  /** No sign of modification; an offer is not shown to be required. */
  'UNMODIFIED_UPSTREAM',
  /** An offer is reachable, and the version that runs is in it. */
  'OFFER_MATCHES',
  /** Source is offered; it cannot be tied to the version that runs. */
  'OFFER_UNVERIFIABLE',
  /** What is offered is older than a change that was observed. */
  'OFFER_STALE',
  /** The version or commit is not in what is offered. */
  'OFFER_VERSION_NOT_FOUND',
  /** Signs of modification, and only upstream's source is offered. */
  'OFFER_UPSTREAM_ONLY',
  /** Signs of modification, every place was read, and none made an offer. */
  'OFFER_MISSING',
  /** The offered address did not answer, three times over 72 hours or more. */
  'OFFER_UNREACHABLE',
  /** It shows the signs of AGPL software, and says otherwise or nothing. */
  'CONCEALED_AGPL',
  /** Not enough was seen. */
  'UNKNOWN',
] as const;

/** One of them. */
export type LicenceVerdict = (typeof licenceVerdicts)[number];

/** How much a verdict can be relied on, at most. */
export type Confidence = 'low' | 'medium' | 'high';
