import type { SignedHead } from '../../model/review-head.ts';

/** What stands beside rejections in a report. */
export const rebuttalHint =
  'Every line says who published it and when we read it. You may answer to any of them: tell us, and your answer is shown beside it.';

/** What the report proves about the review log. */
export function headSentence({ head }: { readonly head?: SignedHead }): string {
  return head === undefined
    ? 'The review log has no rows yet, so there is no end of it to sign.'
    : `At ${head.at} it had ${head.count} rows; the hash of the last one is ${head.hash}. Chain ${head.chain}, key ${head.key}, signature ${head.signature}. "fediscope verify-log --head" checks the log against the JSON form of this.`;
}
