import type { Verdict } from '../../../model/finding.ts';
import { cannotTell, failed, inapplicable, passed, passedBecause } from '../../rule.ts';
import { shown } from '../shown.ts';
import type { Decision } from './decision.ts';
import { staleAfter } from './own-offer.ts';
import { offerSentence, sentenceOf } from './sentences.ts';

/** Is an offer there? */
export function presence(decision: Decision): Verdict {
  const { verdict, offer } = decision.ofOffer;
  if (verdict === 'NOT_AGPL') return inapplicable(sentenceOf(decision));
  if (verdict === 'OFFER_MISSING') return failed(offerSentence(decision));
  if (decision.offered) return offer === undefined ? passed : passedBecause(`It offers ${shown(offer.url)}`);
  return verdict === 'UNMODIFIED_UPSTREAM'
    ? inapplicable(offerSentence(decision))
    : cannotTell(offerSentence(decision));
}

/** Does what is offered answer? */
export function reachability(decision: Decision): Verdict {
  const { verdict, check } = decision.ofOffer;
  if (verdict === 'NOT_AGPL') return inapplicable(sentenceOf(decision));
  if (verdict === 'OFFER_UNREACHABLE') return failedAs(verdict, decision);
  if (check?.state === 'reachable') return passed;
  if (!decision.offered && (verdict === 'UNMODIFIED_UPSTREAM' || verdict === 'OFFER_MISSING'))
    return inapplicable('No offer was found that could be asked');
  return cannotTell(
    check === undefined
      ? 'The offered address was not asked yet'
      : `The offered address did not give source: ${check.detail ?? check.state}`,
  );
}

/** Is what is offered the source of the version that runs? */
export function correspondence(decision: Decision): Verdict {
  const { verdict } = decision.ofOffer;
  switch (verdict) {
    case 'NOT_AGPL':
      return inapplicable(sentenceOf(decision));
    case 'UNMODIFIED_UPSTREAM':
      return inapplicable(offerSentence(decision));
    case 'OFFER_MISSING':
      return inapplicable('No offer was found that could be compared');
    case 'OFFER_MATCHES':
      return passedBecause(offerSentence(decision));
    case 'OFFER_UPSTREAM_ONLY':
    case 'OFFER_VERSION_NOT_FOUND':
    case 'OFFER_STALE':
      return failedAs(verdict, decision);
    case 'OFFER_UNVERIFIABLE':
      return { ...cannotTell(offerSentence(decision)), ...recallOf(decision) };
    default:
      return cannotTell(offerSentence(decision));
  }
}

/** An archive has a date: whether the program changed long after it is worth a look back. */
function recallOf({ ofOffer: { check } }: Decision): { readonly recall?: string } {
  const newestAt = check?.newestAt;
  return newestAt === undefined ? {} : { recall: staleAfter(newestAt) };
}

/** A failure that only the same verdict on the same version confirms: whoever publishes a day after each deploy is never suspected. */
function failedAs(verdict: string, decision: Decision): Verdict {
  const fault = `${verdict} ${decision.version ?? ''}`.trim();
  return { outcome: 'failed', because: offerSentence(decision), fault };
}
