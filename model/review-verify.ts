import type { Review } from './review.ts';
import { genesis, isAsSealed, reviewHash } from './review-chain.ts';
import { readRowRanges } from './row-ranges.ts';

/**
 * What is wrong with a row. `changed`: it is not the row that was written. `removed`: rows in front of it are gone. `reordered`: it stands at another place than it was written.
 * `repeated`: two rows have its place. `erased-in-silence`: a field of it was erased, and no row of the log says so.
 */
export type ReviewFaultKind = 'changed' | 'removed' | 'reordered' | 'repeated' | 'erased-in-silence';

/** One fault, with words for people. */
export interface ReviewFault {
  readonly chain: string;
  readonly seq: number;
  readonly kind: ReviewFaultKind;
  readonly says: string;
}

/** Everything that is wrong with the rows of all chains, in their order. `reviews`: by chain and seq. */
export function verifyReviews(reviews: readonly Review[]): readonly ReviewFault[] {
  const erasures = erasuresIn(reviews);
  return [...chainsOf(reviews).values()].flatMap((rows) => {
    const byHash = new Map(rows.map((row) => [row.hash, row]));
    return rows.flatMap((row, index) => {
      const fault = faultOf(row, rows[index - 1], byHash) ?? silence(row, erasures) ?? refilled(row);
      return fault === undefined ? [] : [{ chain: row.chain, seq: row.seq, ...fault }];
    });
  });
}

/** Rows by chain; the order stays. */
export function chainsOf(reviews: readonly Review[]): ReadonlyMap<string, readonly Review[]> {
  return Map.groupBy(reviews, ({ chain }) => chain);
}

type Fault = Pick<ReviewFault, 'kind' | 'says'>;

function faultOf(
  row: Review,
  before: Review | undefined,
  byHash: ReadonlyMap<string, Review>,
): Fault | undefined {
  const expected = (before?.seq ?? 0) + 1;
  if (row.seq < expected) return { kind: 'repeated', says: `two rows are number ${row.seq}` };
  const named = row.previous === genesis ? 0 : byHash.get(row.previous)?.seq;
  if (named !== undefined && named !== row.seq - 1)
    return { kind: 'reordered', says: `it was written behind the row that is now number ${named}` };
  if (reviewHash(row) !== row.hash)
    return { kind: 'changed', says: 'its hash is not the hash of what it holds' };
  const field = (['by', 'subject', 'text'] as const).find((one) => !isAsSealed(row, one));
  if (field !== undefined) return { kind: 'changed', says: `its ${field} is not what was written` };
  if (row.seq > expected)
    return { kind: 'removed', says: `${rowsBetween(expected, row.seq - 1)} in front of it` };
  return row.previous === (before?.hash ?? genesis)
    ? undefined
    : { kind: 'removed', says: 'the row it was written behind is gone or was changed' };
}

function rowsBetween(first: number, last: number): string {
  return first === last ? `row ${first} is missing` : `rows ${first} to ${last} are missing`;
}

function silence(row: Review, { erased, pseudonymised }: Erasures): Fault | undefined {
  const place = `${row.chain}:${row.seq}`;
  const textIsErased = row.salts.text === '' && !isAssignee(row);
  if ((row.salts.subject === '' || textIsErased) && !erased.has(place))
    return { kind: 'erased-in-silence', says: 'its subject or text was erased, and no later row says so' };
  const hidesPerson = row.salts.by === '' || (row.salts.text === '' && isAssignee(row));
  if (hidesPerson && !pseudonymised.has(place))
    return { kind: 'erased-in-silence', says: 'a person in it was replaced, and no later row says so' };
  return undefined;
}

const pseudonymShape = /^person-[0-9a-f]{1,64}$/;

/** The text of an assignment is a person. */
function isAssignee({ act, text }: Review): boolean {
  return act === 'assigned' && text !== undefined;
}

/** A field whose salt is gone cannot be checked against its seal: nothing stands there, or a pseudonym. */
function refilled(row: Review): Fault | undefined {
  const { salts, subject, text, by } = row;
  const isPerson = (said: string) => pseudonymShape.test(said);
  if (salts.subject === '' && subject !== undefined) return another('subject');
  if (salts.text === '' && text !== undefined && !(isAssignee(row) && isPerson(text))) return another('text');
  return salts.by === '' && !isPerson(by) ? another('person') : undefined;
}

function another(field: string): Fault {
  return { kind: 'changed', says: `its ${field} was erased, and another one stands there now` };
}

/** Places (`chain:seq`) that rows of upkeep name. */
interface Erasures {
  readonly erased: ReadonlySet<string>;
  readonly pseudonymised: ReadonlySet<string>;
}

function erasuresIn(reviews: readonly Review[]): Erasures {
  const placesOf = (act: Review['act']) =>
    new Set(
      reviews
        .filter((row) => row.act === act && isAsSealed(row, 'subject'))
        .flatMap(({ subject }) => (subject?.kind === 'rows' ? readRowRanges(subject.id) : [])),
    );
  return { erased: placesOf('erased'), pseudonymised: placesOf('pseudonymised') };
}
