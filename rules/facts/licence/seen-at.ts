import type { Verdict } from '../../../model/finding.ts';
import type { Decision } from './decision.ts';
import type { LicenceSight } from './sight.ts';

/** A failure with the instant of what it rests on: checks of offers are shared among servers, and can be older than the visit that tells of them. */
export function seenSince(
  verdict: Verdict,
  { seen, decision }: { readonly seen: LicenceSight; readonly decision: Decision },
): Verdict {
  if (verdict.outcome !== 'failed') return verdict;
  const { verdict: kind, check } = decision.ofOffer;
  const offeredAt = seen['source-offers'].startedAt;
  // That upstream's source is all there is was seen at the server, whenever somebody looked at upstream.
  const checkedAt = kind === 'OFFER_UPSTREAM_ONLY' ? offeredAt : (check?.checkedAt ?? offeredAt);
  const [seenAt = offeredAt] = [checkedAt, offeredAt].toSorted();
  return { ...verdict, seenAt };
}
