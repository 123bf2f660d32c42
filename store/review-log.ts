import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { type Clock, instant } from '../model/clock.ts';
import { type Review, type ReviewEntry, refuseEntry } from '../model/review.ts';
import { nextReview } from '../model/review-chain.ts';
import type { ReviewHead } from '../model/review-head.ts';
import { makeDirectory } from './engine/directory.ts';
import { type Lock, lockDirectory } from './engine/lock.ts';
import { StoreUnavailable } from './engine/unavailable.ts';
import type { ReviewRows } from './reviews.ts';

/** The one writer of a chain of reviews. */
export interface ReviewLog {
  readonly chain: string;
  /** Appends what somebody did; one after the other. Resolves when the row is stored. @throws {RangeError} when the entry cannot be written: ask `refuseEntry` first. */
  append(entry: ReviewEntry): Promise<Review>;
  /** The end of the chain as it is now. Undefined: it has no rows. */
  head(): Promise<ReviewHead | undefined>;
  close(): Promise<void>;
}

/** `chain`: the name of the chain of this process's key. `directory`: where that key is kept. */
export interface ReviewLogOptions {
  readonly rows: Pick<ReviewRows, 'chainEnd' | 'appendReview'>;
  readonly chain: string;
  readonly directory: string;
  readonly clock: Clock;
  readonly isRunning: (pid: number) => boolean;
}

/**
 * Opens the review log for writing. A chain belongs to a key, a key to a directory, and a directory to one process at a time: so a chain has one
 * writer, also where several processes share a ClickHouse server.
 * @throws {StoreUnavailable} `locked` when another process writes this chain.
 */
export async function openReviewLog(options: ReviewLogOptions): Promise<ReviewLog> {
  const { rows, chain, clock } = options;
  const lock = await lockOf(options);
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const result = turn.then(work);
    turn = result.catch(() => {}); // its caller is told; the next one begins anew
    return result;
  };
  return {
    chain,
    append: (entry) => inTurn(() => append(entry, options)),
    head: () =>
      inTurn(async () => {
        const { seq: count, hash } = await rows.chainEnd(chain);
        return count === 0 ? undefined : { chain, count, hash, at: instant(clock.now()) };
      }),
    close: async () => {
      await turn;
      await lock.release();
    },
  };
}

/** The end is read anew each time: of an insert that failed nobody knows whether the row is there. */
async function append(entry: ReviewEntry, { rows, chain, clock }: ReviewLogOptions): Promise<Review> {
  const refused = refuseEntry(entry);
  if (refused !== undefined) throw new RangeError(refused);
  const salt = () => randomBytes(16).toString('hex');
  const salts = { by: salt(), subject: salt(), text: salt() };
  const end = await rows.chainEnd(chain);
  const review = nextReview(entry, { chain, end, at: instant(clock.now()), salts });
  await rows.appendReview(review);
  return review;
}

async function lockOf({ directory, isRunning }: ReviewLogOptions): Promise<Lock> {
  const own = join(directory, 'reviews');
  await makeDirectory(own);
  return lockDirectory(own, isRunning).catch((cause: unknown) => {
    if (!(cause instanceof StoreUnavailable)) throw cause;
    const text = `the review log of ${directory} is written by another process: stop it, or give this one another store.path`;
    throw new StoreUnavailable('locked', text, { cause });
  });
}
