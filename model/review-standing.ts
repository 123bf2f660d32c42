import { type Review, type ReviewSubject, reviewSubjectKey } from './review.ts';

/** Where a subject stands in the queue. A subject nobody touched is `new`. */
export type ReviewState = 'new' | 'acknowledged' | 'watching' | 'dismissed' | 'resolved';

/** What the log says of one subject. Absent members: nobody said. */
export interface ReviewStanding {
  readonly subject: ReviewSubject;
  readonly state: ReviewState;
  /** When the state was set. Absent: never. */
  readonly since?: string;
  /** Why it was dismissed. */
  readonly reason?: string;
  readonly assignee?: string;
  /** The newest remark. */
  readonly note?: string;
  /** What the server concerned says. */
  readonly rebuttal?: string;
  /** Oldest first. */
  readonly history: readonly Review[];
}

/** What the log says of every subject in it, by `reviewSubjectKey`. Rows of upkeep and rows whose subject was erased say nothing, whatever stands there now. */
export function reviewStandings(reviews: readonly Review[]): ReadonlyMap<string, ReviewStanding> {
  const standings = new Map<string, ReviewStanding>();
  for (const review of reviews.toSorted(byTime)) {
    const { subject, salts } = review;
    if (subject === undefined || subject.kind === 'rows' || salts.subject === '') continue;
    const key = reviewSubjectKey(subject);
    const before = standings.get(key) ?? { subject, state: 'new', history: [] };
    standings.set(key, { ...after(before, review), history: [...before.history, review] });
  }
  return standings;
}

/** Rows of one chain never go back in time; of equal instants in two chains the order is arbitrary and stays the same. */
function byTime(a: Review, b: Review): number {
  if (a.at !== b.at) return a.at < b.at ? -1 : 1;
  if (a.chain !== b.chain) return a.chain < b.chain ? -1 : 1;
  return a.seq - b.seq;
}

function after(before: ReviewStanding, { act, at, text = '' }: Review): ReviewStanding {
  switch (act) {
    case 'assigned': {
      const { assignee: _, ...rest } = before;
      return text === '' ? rest : { ...rest, assignee: text };
    }
    case 'note':
      return { ...before, note: text };
    case 'rebuttal':
      return { ...before, rebuttal: text };
    case 'erased':
    case 'pseudonymised':
      return before;
    default: {
      const { reason: _, ...rest } = before;
      return { ...rest, state: act, since: at, ...(act === 'dismissed' && { reason: text }) };
    }
  }
}
