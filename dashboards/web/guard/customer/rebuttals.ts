import type { Host } from '../../../../model/host.ts';
import type { Review, ReviewEntry } from '../../../../model/review.ts';
import type { WebDeps } from '../../deps.ts';
import { denied } from './part.ts';

/** Is it what an own server says to those who reject it? All else in the log is between our people. */
function isOwnRebuttal({ act, subject }: Pick<Review, 'act' | 'subject'>, own: readonly Host[]): boolean {
  return (
    act === 'rebuttal' && subject?.kind === 'policy-change' && own.some((host) => host === subject.server)
  );
}

/** Of the review log what own servers say. */
export function ownRebuttals(rows: readonly Review[], own: readonly Host[]): readonly Review[] {
  return rows.filter((row) => isOwnRebuttal(row, own));
}

/** The review log, for what own servers say alone. */
export function rebuttalLog(
  log: NonNullable<WebDeps['reviews']>,
  own: readonly Host[],
): NonNullable<WebDeps['reviews']> {
  return { append: (entry: ReviewEntry) => (isOwnRebuttal(entry, own) ? log.append(entry) : denied()) };
}
