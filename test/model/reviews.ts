import type { Review, ReviewEntry } from '../../model/review.ts';
import { type ChainEnd, genesis, nextReview } from '../../model/review-chain.ts';
import { host } from '../store/examples.ts';

export const chain = 'ab'.repeat(16);
const salts = { by: '1'.repeat(32), subject: '2'.repeat(32), text: '3'.repeat(32) };

/** Somebody acknowledges a finding of `social.example`, with changes. */
export function anEntry(changes: Partial<ReviewEntry> = {}): ReviewEntry {
  return {
    by: 'kim',
    subject: { kind: 'finding', id: 'peering.rejected-by-peer', server: host('social.example') },
    act: 'acknowledged',
    text: '',
    ...changes,
  };
}

/** A chain of these entries, a minute apart. */
export function aChain(entries: readonly ReviewEntry[], name = chain): Review[] {
  const reviews: Review[] = [];
  let end: ChainEnd = { seq: 0, at: '', hash: genesis };
  for (const [index, entry] of entries.entries()) {
    const at = new Date(Date.UTC(2026, 10, 20, 10, index)).toISOString();
    const review = nextReview(entry, { chain: name, end, at, salts });
    reviews.push(review);
    end = review;
  }
  return reviews;
}
