import { reviewSubjectKey } from '../../../model/review.ts';
import { type ReviewStanding, type ReviewState, reviewStandings } from '../../../model/review-standing.ts';
import type { Store } from '../../../store/store.ts';
import { type Page, pageOf } from '../parts/page.ts';
import { byRank } from './review-rank.ts';
import { readSeen, type Seen, type Unread } from './review-seen.ts';

/** Every state, in the order of the work. */
export const reviewStates = ['new', 'acknowledged', 'watching', 'dismissed', 'resolved'] as const;

const itemsOnPage = 50;

/** Something to review, with what the log says of it. */
export interface QueueItem {
  readonly standing: ReviewStanding;
  /** What was seen, in a sentence. Absent: it is not seen any more. */
  readonly seen?: Omit<Seen, 'subject'>;
}

/** Where an item stands in the queue: what was resolved and is seen anew after that has to be looked at again. */
export function placeOf({ standing, seen }: QueueItem): ReviewState {
  const { state, since = '' } = standing;
  return state === 'resolved' && seen !== undefined && seen.at > since ? 'new' : state;
}

/** One page of the queue, in the order of the ranks; what is not seen any more comes last. `unread`: what `totals` are without. */
export interface ReviewQueue {
  readonly state: ReviewState;
  readonly totals: Readonly<Record<ReviewState, number>>;
  readonly unread: Unread;
  readonly page: Page;
  readonly items: readonly QueueItem[];
}

/** What the queue is asked for. `since`: how far back changes are looked for, RFC 3339. `page`: as the address bar has it. `size`: items on a page; absent: 50. */
export interface QueueQuestion {
  readonly since: string;
  readonly state: ReviewState;
  readonly page?: string | undefined;
  readonly size?: number;
}

/** One page of the queue. */
export async function readQueue(store: Store, question: QueueQuestion): Promise<ReviewQueue> {
  const { since, state, page, size = itemsOnPage } = question;
  const { items: all, unread } = await queueItems(store, since);
  const totals = { new: 0, acknowledged: 0, watching: 0, dismissed: 0, resolved: 0 };
  for (const item of all) totals[placeOf(item)] += 1;
  const cut = pageOf(page, size, totals[state]);
  const items = all
    .filter((item) => placeOf(item) === state)
    .toSorted(byUrgency)
    .slice(cut.offset, cut.offset + cut.size);
  return { state, totals, unread, page: cut, items };
}

function byUrgency({ seen: left }: QueueItem, { seen: right }: QueueItem): number {
  if (left === undefined || right === undefined)
    return Number(left === undefined) - Number(right === undefined);
  return byRank(left, right);
}

/** All that is in the queue: what is seen now, and what was reviewed before. */
export async function queueItems(
  store: Store,
  since: string,
): Promise<Pick<ReviewQueue, 'items' | 'unread'>> {
  const [{ seen: found, unread }, reviews] = await Promise.all([readSeen(store, since), store.reviews()]);
  const seen = new Map(found.map((one) => [reviewSubjectKey(one.subject), one]));
  const standings = reviewStandings(reviews);
  const keys = new Set([...seen.keys(), ...standings.keys()]);
  const items = [...keys].flatMap((key) => itemOf(seen.get(key), standings.get(key)));
  return { items, unread };
}

/** None where nobody knows of it. */
function itemOf(found: Seen | undefined, known: ReviewStanding | undefined): readonly QueueItem[] {
  if (found === undefined) return known === undefined ? [] : [{ standing: known }];
  const { subject, ...seen } = found;
  return [{ standing: known ?? { subject, state: 'new', history: [] }, seen }];
}
