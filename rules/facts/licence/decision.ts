import type { Confidence, LicenceVerdict } from '../../../model/licence/licence-verdict.ts';
import type { SourceOffer } from '../../../model/licence/offer.ts';
import type { OfferCheck } from '../../../model/licence/offer-check.ts';
import type { SoftwareProfile } from '../../../model/software/index.ts';
import type { ModificationSign } from './sign.ts';

/**
 * Why a verdict is `UNKNOWN`.
 * `software-not-read`: what the server says it runs could not be read. `software-unknown`: it names software we do not know, and shows too few signs.
 * `modification-unknown`: no sign of a modification, and nobody could confirm that the version is one of upstream's.
 * `signs-too-weak`: signs of a modification, none of them strong. `places-not-read`: a place where an offer may stand was not read.
 * `offer-unclear`: what is offered is a page, or the source of another program. `offer-not-checked`: the offered address was not asked, or not to the end.
 * `offer-not-reached`: it does not answer, and nothing that the program shows says that it was modified.
 * `version-not-in-offer`: the version is not in what is offered, and nothing that the program shows says that it was modified.
 */
export type UnknownReason =
  | 'software-not-read'
  | 'software-unknown'
  | 'modification-unknown'
  | 'signs-too-weak'
  | 'places-not-read'
  | 'offer-unclear'
  | 'offer-not-checked'
  | 'offer-not-reached'
  | 'version-not-in-offer';

/** What the offers of a server come to. `reason`: exactly for `UNKNOWN`. `offer`, `check`: those that it rests on, where there are any. */
export interface OfferDecision {
  readonly verdict: Exclude<LicenceVerdict, 'CONCEALED_AGPL'>;
  readonly reason?: UnknownReason;
  readonly offer?: SourceOffer;
  readonly check?: OfferCheck;
}

/** What the licence of one server comes to. */
export interface Decision {
  readonly verdict: LicenceVerdict;
  /** What its offers come to: the same, unless it conceals its software. */
  readonly ofOffer: OfferDecision;
  /** At most; a verdict that was seen once is worth less. */
  readonly confidence: Confidence;
  /** Absent: not known. */
  readonly software?: SoftwareProfile;
  /** As the server names it: of `otherName` where there is one, and then no version of `software`. */
  readonly version?: string;
  /** What NodeInfo names, where the signs are those of `software` and not of that. Absent: it names `software`, or nothing. */
  readonly otherName?: string;
  readonly signs: readonly ModificationSign[];
  /** Did the server offer source anywhere? */
  readonly offered: boolean;
}

/** Verdicts against a server: they wait for a second observation, and for a person before anything is published. */
export const negativeVerdicts: ReadonlySet<LicenceVerdict> = new Set([
  'OFFER_STALE',
  'OFFER_VERSION_NOT_FOUND',
  'OFFER_UPSTREAM_ONLY',
  'OFFER_MISSING',
  'OFFER_UNREACHABLE',
  'CONCEALED_AGPL',
]);
