import { createHash } from 'node:crypto';
import { type Canonical, canonicalJson } from './canonical-json.ts';
import type { Review, ReviewEntry, ReviewSubject, SealedField } from './review.ts';

/** What the first row of a chain names as the row in front of it. */
export const genesis: string = '0'.repeat(64);

/** The end of a chain. `seq` 0: it has no rows. */
export interface ChainEnd {
  readonly seq: number;
  readonly at: string;
  readonly hash: string;
}

/** Where a row goes. `at`: RFC 3339. `salts`: fresh ones. */
export interface ReviewPlace {
  readonly chain: string;
  readonly end: ChainEnd;
  readonly at: string;
  readonly salts: Review['salts'];
}

/** The row that an entry becomes at the end of a chain. */
export function nextReview(entry: ReviewEntry, { chain, end, at, salts }: ReviewPlace): Review {
  const sealed = {
    by: sealOf(entry.by, salts.by),
    subject: sealOf(subjectText(entry.subject), salts.subject),
    text: sealOf(entry.text, salts.text),
  };
  const later = at < end.at ? end.at : at;
  const row = { chain, seq: end.seq + 1, at: later, act: entry.act, sealed, previous: end.hash };
  return { ...row, ...entry, salts, hash: reviewHash(row) };
}

/** The hash that a row has to have. */
export function reviewHash({
  chain,
  seq,
  at,
  act,
  sealed,
  previous,
}: Pick<Review, 'chain' | 'seq' | 'at' | 'act' | 'sealed' | 'previous'>): string {
  const { by, subject, text } = sealed;
  return sha256({ chain, seq, at, act, sealed: { by, subject, text }, previous });
}

/** Does the field say what was sealed? A field whose salt is gone cannot be asked. */
export function isAsSealed(review: Review, field: SealedField): boolean {
  const salt = review.salts[field];
  return salt === '' || sealOf(fieldText(review, field), salt) === review.sealed[field];
}

function fieldText({ by, subject, text }: Review, field: SealedField): string {
  if (field === 'by') return by;
  if (field === 'text') return text ?? '';
  return subject === undefined ? '' : subjectText(subject);
}

function subjectText({ kind, id, server }: ReviewSubject): string {
  return canonicalJson({ kind, id, server });
}

function sealOf(text: string, salt: string): string {
  return sha256([salt, text]);
}

function sha256(value: Canonical): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex');
}
