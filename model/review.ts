import type { Host } from './host.ts';

/**
 * What a person does to a subject. `new`: puts it back to the start. `acknowledged`: somebody saw it. `watching`: it is followed, nothing is done yet.
 * `dismissed`: it does not matter; the text says why. `resolved`: it is over. `assigned`: the text is who takes it; empty: nobody. `note`: a remark; the newest one is shown.
 * `rebuttal`: what the server concerned says; it is shown beside the statement.
 */
export const personActs = [
  'new',
  'acknowledged',
  'watching',
  'dismissed',
  'resolved',
  'assigned',
  'note',
  'rebuttal',
] as const;

/** What upkeep does to rows of the log. `erased`: their subjects and texts are gone. `pseudonymised`: who wrote them is gone. */
export const upkeepActs = ['erased', 'pseudonymised'] as const;

export type PersonAct = (typeof personActs)[number];
export type ReviewAct = PersonAct | (typeof upkeepActs)[number];

/**
 * What a review is about. `finding`: the id is the rule, with its labels where it has some. `alert`: its id. `policy-change`: observer, source, origin and subject as the views name them. `rows`: rows of a log, as upkeep writes them: `<chain>:3-5,9`.
 * `server`: whom it concerns; `forget` goes by it. Absent: nobody.
 */
export interface ReviewSubject {
  readonly kind: 'finding' | 'alert' | 'policy-change' | 'rows';
  readonly id: string;
  readonly server?: Host;
}

/** What somebody does. `by`: as they sign in. `text`: at most 2,000 characters; it is empty where there is nothing to say. */
export interface ReviewEntry {
  readonly by: string;
  readonly subject: ReviewSubject;
  readonly act: ReviewAct;
  readonly text: string;
}

/** The fields of a row that can be erased. */
export const sealedFields = ['by', 'subject', 'text'] as const;
export type SealedField = (typeof sealedFields)[number];

/**
 * One row of the review log. Its hash is over `sealed`, not over the fields themselves: a field can be erased together with its salt, and the chain still verifies.
 * Nothing in it changes an observation.
 */
export interface Review {
  /** Who may append to it: the first 32 hexadecimal digits of the SHA-256 of the writer's public key. */
  readonly chain: string;
  /** From 1, without gaps. */
  readonly seq: number;
  /** RFC 3339, UTC; never before the row in front of it. */
  readonly at: string;
  readonly act: ReviewAct;
  /** A pseudonym, once its salt is gone. */
  readonly by: string;
  /** Absent: erased. */
  readonly subject?: ReviewSubject;
  /** Absent: erased. */
  readonly text?: string;
  /** 32 hexadecimal digits for each field; empty where the field was erased. */
  readonly salts: Readonly<Record<SealedField, string>>;
  /** SHA-256 of salt and field, for each field. */
  readonly sealed: Readonly<Record<SealedField, string>>;
  /** `hash` of the row in front of it; 64 zeros for the first. */
  readonly previous: string;
  /** SHA-256 over the canonical JSON of chain, seq, at, act, sealed and previous. */
  readonly hash: string;
}

/** The text that is equal exactly for equal subjects. */
export function reviewSubjectKey({ kind, id, server = '' as Host }: ReviewSubject): string {
  // as: no host stands for "nobody", and the text is only compared
  return JSON.stringify([kind, server, id]);
}

const maxText = 2_000;
const maxBy = 200;

/** Why an entry cannot be written, in words for who wrote it. Undefined: it can. */
export function refuseEntry({ by, act, text, subject }: ReviewEntry): string | undefined {
  if (by.trim() === '' || by.length > maxBy) return `who did it has 1 to ${maxBy} characters`;
  if (text.length > maxText && subject.kind !== 'rows') return `the text has at most ${maxText} characters`;
  if ((act === 'dismissed' || act === 'note' || act === 'rebuttal') && text.trim() === '')
    return act === 'dismissed' ? 'dismissing needs a reason' : 'there is no text';
  return undefined;
}
