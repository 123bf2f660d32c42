import { createHash, type KeyObject } from 'node:crypto';
import type { Review, ReviewEntry } from '../../model/review.ts';
import { chainsOf } from '../../model/review-verify.ts';
import { rowRanges } from '../../model/row-ranges.ts';
import type { Store } from '../../store/store.ts';
import type { OwnReviewLog } from './log.ts';

/** Who erases and why, for the log. */
export type Erasing = Pick<ReviewEntry, 'by' | 'text'>;

/** Erases subjects and texts of rows; a row of the log says so first, so that no erasure is silent. */
export async function eraseRows(
  rows: readonly Review[],
  erasing: Erasing,
  { log, store }: { readonly log: OwnReviewLog; readonly store: Store },
): Promise<void> {
  for (const [chain, own] of chainsOf(rows)) {
    const seqs = own.map(({ seq }) => seq);
    const subject = { kind: 'rows', id: rowRanges(chain, seqs) } as const;
    await log.append({ ...erasing, act: 'erased', subject });
    await store.eraseReviews(chain, seqs);
  }
}

/** Replaces who wrote some rows, and to whom they assign something, by pseudonyms: the same person has the same one in all rows of this monitor. Resolves with how many rows. */
export async function pseudonymiseRows(
  rows: readonly Review[],
  erasing: Erasing,
  { log, store }: { readonly log: OwnReviewLog; readonly store: Store },
): Promise<void> {
  for (const [chain, own] of chainsOf(rows)) {
    const subject = {
      kind: 'rows',
      id: rowRanges(
        chain,
        own.map(({ seq }) => seq),
      ),
    } as const;
    await log.append({ ...erasing, act: 'pseudonymised', subject });
    for (const [by, written] of Map.groupBy(own, (row) => row.by)) {
      const seqs = written.map(({ seq }) => seq);
      await store.pseudonymiseReviews(chain, seqs, pseudonymOf(by, log.privateKey));
    }
    const assigned = own.filter(({ act, text = '' }) => act === 'assigned' && text !== '');
    for (const [assignee, written] of Map.groupBy(assigned, ({ text = '' }) => text)) {
      const seqs = written.map(({ seq }) => seq);
      await store.pseudonymiseAssignees(chain, seqs, pseudonymOf(assignee, log.privateKey));
    }
  }
}

/** Nobody without the key of this monitor can find out whose pseudonym it is by trying names. */
function pseudonymOf(by: string, key: KeyObject): string {
  const secret = key.export({ type: 'pkcs8', format: 'der' });
  const digest = createHash('sha256').update(secret).update('pseudonym').update(by).digest('hex');
  return `person-${digest.slice(0, 12)}`;
}
