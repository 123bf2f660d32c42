import type { Confidence, LicenceVerdict } from '../../../model/licence/licence-verdict.ts';
import type { OfferDecision } from './decision.ts';
import { type ModificationSign, ofProgram, strongKinds } from './sign.ts';

/** What a confidence is found in. `recognisedFiles`: stock files that were recognised by their bytes. */
export interface ConfidenceFacts {
  readonly verdict: LicenceVerdict;
  readonly ofOffer: OfferDecision;
  readonly signs: readonly ModificationSign[];
  readonly recognisedFiles: number;
}

/** How much a verdict can be relied on, at most: what could make it wrong sets the bound. */
export function confidenceOf({ verdict, ofOffer, signs, recognisedFiles }: ConfidenceFacts): Confidence {
  switch (verdict) {
    case 'NOT_AGPL':
      return 'high';
    case 'OFFER_MATCHES':
      return ofOffer.check?.licence === 'agpl' ? 'high' : 'medium';
    case 'OFFER_UPSTREAM_ONLY':
      // A proxy may change one number; it does not change two kinds of signs.
      return strongKinds(ofProgram(signs)) >= 2 ? 'high' : 'medium';
    case 'CONCEALED_AGPL':
      return recognisedFiles >= 2 ? 'high' : 'medium';
    case 'OFFER_STALE':
    case 'UNKNOWN':
      return 'low';
    default:
      return 'medium';
  }
}
