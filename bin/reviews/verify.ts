import { readFileSync } from 'node:fs';
import { counted } from '../../model/counted.ts';
import type { Review } from '../../model/review.ts';
import { type HeadFault, headFault, type SignedHead, signedHeadSchema } from '../../model/review-head.ts';
import { chainsOf, verifyReviews } from '../../model/review-verify.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import type { Foundation } from '../foundation.ts';
import { messageOf, Refusal } from '../refusal.ts';

const maxTold = 50;

const headSays: Readonly<Record<HeadFault, string>> = {
  forged: 'the head itself was changed, or is not signed by the key it names',
  foreign: 'the head is signed by a key that is not the key of its chain',
  shortened: 'rows were cut off: the chain has fewer than the head says',
  rewritten: 'the chain was written anew: the row that was last is another one now',
};

/** Checks the review log, against a signed head where there is one. 0: all is as it was written; 1: something is not. */
export async function verifyLog(
  headFile: string | undefined,
  { store, session: { terminal } }: Foundation,
): Promise<ExitCode> {
  const head = headFile === undefined ? undefined : readHead(headFile);
  const reviews = await store.reviews();
  const faults = verifyReviews(reviews);
  for (const { chain, seq, kind, says } of faults.slice(0, maxTold))
    terminal.out(`chain ${chain}, row ${seq}: ${kind}: ${says}\n`);
  if (faults.length > maxTold) terminal.out(`and ${counted(faults.length - maxTold, 'fault')} more\n`);
  const cut = head === undefined ? undefined : headFault(head, reviews);
  if (cut !== undefined) terminal.out(`${headFile}: ${cut}: ${headSays[cut]}\n`);
  for (const [chain, rows] of chainsOf(reviews)) terminal.out(`${chainText(chain, rows)}\n`);
  terminal.out(`${limits(head, reviews)}\n`);
  return faults.length === 0 && cut === undefined ? exitCodes.fine : exitCodes.failed;
}

function readHead(file: string): SignedHead {
  try {
    return signedHeadSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    throw new Refusal(
      `${file} is no signed head: ${messageOf(cause)}`,
      'name a file that up wrote into its folder of heads',
      { cause },
    );
  }
}

function chainText(chain: string, rows: readonly Review[]): string {
  const last = rows.at(-1);
  const erased = rows.filter(({ salts }) => Object.values(salts).includes('')).length;
  const gone = erased === 0 ? '' : `; fields of ${counted(erased, 'was', 'were')} erased, their hashes stay`;
  return `chain ${chain}: ${counted(rows.length, 'row')}, the last of ${last?.at} with hash ${last?.hash}${gone}`;
}

/** What the check proves, and what it cannot. */
function limits(head: SignedHead | undefined, reviews: readonly Review[]): string {
  if (head === undefined) {
    const none = reviews.length === 0 ? 'The log has no rows. ' : '';
    return `${none}Without --head this cannot show that rows were cut off at the end, or that the whole chain was written anew.`;
  }
  const since = reviews.filter(({ chain, seq }) => chain === head.chain && seq > head.count).length;
  return `The head is of ${head.at}: what was written before is proven by its signature with the key ${head.key} (compare it with /about); ${counted(since, 'row')} came later, and nothing proves that there were no more.`;
}
