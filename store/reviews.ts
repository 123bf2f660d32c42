import { canonicalJson } from '../model/canonical-json.ts';
import type { Review, ReviewSubject } from '../model/review.ts';
import { type ChainEnd, genesis } from '../model/review-chain.ts';
import { columnInstant, type Engine, jsonLines } from './engine/engine.ts';

/** The rows of the review log, as they are kept. Only a writer of the log appends. */
export interface ReviewRows {
  /** All rows, by chain and number. */
  reviews(): Promise<readonly Review[]>;
  chainEnd(chain: string): Promise<ChainEnd>;
  /** Appends a row; the same row twice is one. */
  appendReview(review: Review): Promise<void>;
  /** Empties subjects and texts of rows, with their salts. Resolves when they are gone. */
  eraseReviews(chain: string, seqs: readonly number[]): Promise<void>;
  /** Replaces who wrote some rows. Resolves when it is done. `pseudonym`: letters, digits and hyphens. */
  pseudonymiseReviews(chain: string, seqs: readonly number[], pseudonym: string): Promise<void>;
  /** Replaces to whom some rows assign something. Resolves when it is done. `pseudonym`: as above. */
  pseudonymiseAssignees(chain: string, seqs: readonly number[], pseudonym: string): Promise<void>;
}

interface ReviewRow {
  readonly chain: string;
  readonly seq: number;
  readonly at: string;
  readonly act: Review['act'];
  readonly by: string;
  readonly by_salt: string;
  readonly by_seal: string;
  /** JSON. Empty: erased. */
  readonly subject: string;
  readonly subject_salt: string;
  readonly subject_seal: string;
  readonly text: string;
  readonly text_salt: string;
  readonly text_seal: string;
  readonly previous: string;
  readonly hash: string;
}

const columns = [
  'chain',
  'seq',
  'at',
  'act',
  'by',
  'by_salt',
  'by_seal',
  'subject',
  'subject_salt',
  'subject_seal',
  'text',
  'text_salt',
  'text_seal',
  'previous',
  'hash',
] as const satisfies readonly (keyof ReviewRow)[];

/** The review log in ClickHouse. */
export function reviewRows(engine: Engine): ReviewRows {
  return {
    reviews: async () => {
      const sql = `SELECT ${columns.join(', ')} FROM reviews ORDER BY chain, seq, hash`;
      return (await engine.rows<ReviewRow>({ sql, heavy: true })).map(reviewOf);
    },
    chainEnd: (chain) => chainEnd(engine, chain),
    appendReview: async (review) => {
      const body = jsonLines([rowOf(review)]);
      await engine.insert({ table: 'reviews', columns, body, token: review.hash });
    },
    eraseReviews: (chain, seqs) =>
      update(engine, { chain, seqs, set: "subject = '', subject_salt = '', text = '', text_salt = ''" }),
    pseudonymiseReviews: (chain, seqs, pseudonym) =>
      update(engine, { chain, seqs, set: `by = ${quoted(pseudonym)}, by_salt = ''` }),
    pseudonymiseAssignees: (chain, seqs, pseudonym) =>
      update(engine, { chain, seqs, set: `text = ${quoted(pseudonym)}, text_salt = ''` }),
  };
}

function quoted(pseudonym: string): string {
  if (!/^[a-z0-9-]+$/.test(pseudonym)) throw new RangeError(`no pseudonym: ${pseudonym}`);
  return `'${pseudonym}'`;
}

async function chainEnd(engine: Engine, chain: string): Promise<ChainEnd> {
  const [row] = await engine.rows<ChainEnd>({
    sql: 'SELECT seq, at, hash FROM reviews WHERE chain = {chain:String} ORDER BY seq DESC LIMIT 1',
    parameters: { chain },
  });
  return row ?? { seq: 0, at: '', hash: genesis };
}

interface Update {
  readonly chain: string;
  readonly seqs: readonly number[];
  readonly set: string;
}

/** A statement takes no parameters, so what stands in it is checked here. */
async function update(engine: Engine, { chain, seqs, set }: Update): Promise<void> {
  if (!/^[0-9a-f]{32}$/.test(chain) || !seqs.every(Number.isSafeInteger))
    throw new RangeError(`no rows of a chain: ${chain}`);
  if (seqs.length === 0) return;
  await engine.command(
    `ALTER TABLE reviews UPDATE ${set} WHERE chain = '${chain}' AND seq IN (${seqs.join(', ')}) SETTINGS mutations_sync = 2`,
  );
}

function rowOf({ subject, salts, sealed, text = '', ...review }: Review): ReviewRow {
  return {
    chain: review.chain,
    seq: review.seq,
    at: columnInstant(review.at),
    act: review.act,
    by: review.by,
    by_salt: salts.by,
    by_seal: sealed.by,
    subject: subject === undefined ? '' : canonicalJson({ ...subject }),
    subject_salt: salts.subject,
    subject_seal: sealed.subject,
    text,
    text_salt: salts.text,
    text_seal: sealed.text,
    previous: review.previous,
    hash: review.hash,
  };
}

function reviewOf(row: ReviewRow): Review {
  const { chain, seq, at, act, by, previous, hash } = row;
  const subject = subjectOf(row.subject);
  return {
    ...{ chain, seq, at, act, by, previous, hash },
    ...(subject !== undefined && { subject }),
    ...((row.text_salt !== '' || row.text !== '') && { text: row.text }),
    salts: { by: row.by_salt, subject: row.subject_salt, text: row.text_salt },
    sealed: { by: row.by_seal, subject: row.subject_seal, text: row.text_seal },
  };
}

/** Somebody may have written into the table by hand: what is no JSON is told as no subject, and the verifier says that it was changed. */
function subjectOf(text: string): ReviewSubject | undefined {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
