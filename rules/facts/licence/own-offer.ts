import { instant } from '../../../model/clock.ts';
import type { SourceOffer } from '../../../model/licence/offer.ts';
import type { OfferCheck } from '../../../model/licence/offer-check.ts';
import type { OfferDecision } from './decision.ts';
import { referenceOf } from './release.ts';

/** Days by which an archive must be older than a change before it is called old: dates of archives are not exact. */
const staleDays = 30;

/** One offer of a source of the operator's own. `changedAfter`: the program was still another one then, RFC 3339; absent: no change was seen. */
export interface OwnOffer {
  readonly offer: SourceOffer;
  /** Absent: not checked yet. */
  readonly check: OfferCheck | undefined;
  readonly changedAfter: string | undefined;
}

/** What several own offers come to: the best of them, but nothing against the server while one is open. */
export function ofOwnOffers(offers: readonly OwnOffer[]): OfferDecision | undefined {
  const decisions = offers.map(ofOwnOffer);
  return best.flatMap((wanted) => decisions.filter(({ verdict }) => verdict === wanted))[0];
}

const best: readonly OfferDecision['verdict'][] = [
  'OFFER_MATCHES',
  'UNKNOWN',
  'OFFER_UNVERIFIABLE',
  'OFFER_STALE',
  'OFFER_VERSION_NOT_FOUND',
  'OFFER_UNREACHABLE',
];

function ofOwnOffer({ offer, check, changedAfter }: OwnOffer): OfferDecision {
  const rests = { offer, ...(check !== undefined && { check }) };
  switch (check?.state) {
    case 'reachable':
      return { ...rests, verdict: ofReachable(check, changedAfter) };
    case 'absent':
    case 'login':
    case 'unreachable':
      return { ...rests, verdict: 'OFFER_UNREACHABLE' };
    case 'not-source':
      return { ...rests, verdict: 'UNKNOWN', reason: 'offer-unclear' };
    default:
      return { ...rests, verdict: 'UNKNOWN', reason: 'offer-not-checked' };
  }
}

function ofReachable(check: OfferCheck, changedAfter: string | undefined): OfferDecision['verdict'] {
  const reference = referenceOf(check);
  if (reference === 'found') return 'OFFER_MATCHES';
  if (reference === 'not-found') return 'OFFER_VERSION_NOT_FOUND';
  return isStale(check, changedAfter) ? 'OFFER_STALE' : 'OFFER_UNVERIFIABLE';
}

function isStale({ newestAt }: OfferCheck, changedAfter: string | undefined): boolean {
  return newestAt !== undefined && changedAfter !== undefined && changedAfter >= staleAfter(newestAt);
}

/** When a program that changes makes an archive of this date an old one. Both RFC 3339, UTC. */
export function staleAfter(newestAt: string): string {
  return instant(Date.parse(newestAt) + staleDays * 86_400_000);
}
