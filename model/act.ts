/**
 * What somebody did, or tried to do, on the pages. `log-in`, `log-in-refused`, `log-out`: ways in and out. `recheck`: asked for a visit. `deploy`: recorded
 * a deploy. `review`: wrote to the review log. `evidence`: took a bundle of evidence away. `audit`: read the log of acts.
 */
export const actNames = [
  'log-in',
  'log-in-refused',
  'log-out',
  'recheck',
  'deploy',
  'review',
  'evidence',
  'audit',
] as const;

export type ActName = (typeof actNames)[number];

/** The subject of acts on a server that `forget` removed. */
export const forgottenSubject = '(forgotten)';

/** One row of the log of acts. Rows are only added; the name of a server goes when it is forgotten. No secret is in it. */
export interface Act {
  /** RFC 3339, UTC. */
  readonly at: string;
  /** Who: the account they were let in as. Empty: nobody was let in. */
  readonly account: string;
  /** What they may do: a role, roles, or a customer. Empty: nobody was let in. */
  readonly as: string;
  /** The IP address they came from. Empty: it is not known. */
  readonly address: string;
  readonly act: ActName;
  /** On what: a host, an id, a path, or `forgottenSubject`. Empty: on nothing in particular. */
  readonly subject: string;
  /** HTTP status of the answer. */
  readonly status: number;
}
