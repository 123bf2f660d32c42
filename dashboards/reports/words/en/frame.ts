import { agreeing } from '../agreeing.ts';

/** What a signed head of the review log says. */
export interface HeadWords {
  readonly at: string;
  readonly rows: string;
}

/** A signed head in one cell. */
export interface HeadCell {
  readonly rows: string;
  readonly hash: string;
  readonly chain: string;
  readonly signature: string;
}

/** Words that every report has, in English. */
export const frameEnglish = {
  /** What stands between a label and its value, and between two parts of a sentence. */
  colon: ': ',
  semicolon: '; ',
  page: 'Page',
  none: 'none',
  period: (since: string, until: string, madeAt: string) => `From ${since} to ${until}. Made ${madeAt}.`,
  /** A calendar month, by its last day. */
  month: (last: string, madeAt: string) => `1 to ${last}, UTC. Made ${madeAt}.`,
  reviewLog: 'Review log',
  noHead: 'The review log has no rows yet, so there is no end of it to sign.',
  head: ({ at, rows }: HeadWords) =>
    `At ${at} the review log had ${rows} ${agreeing(rows, 'row', 'rows')}. The hash of the last one is `,
  headProof: '. It is signed:',
  headCheck: 'The log is checked against the JSON form of this report with:',
  chain: 'Chain',
  key: 'Key',
  signature: 'Signature',
  noRows: 'the review log has no rows',
  headCell: ({ rows, hash, chain, signature }: HeadCell) =>
    `${rows} ${agreeing(rows, 'row', 'rows')}, hash ${hash}, chain ${chain}, signature ${signature}`,
  unproven: (servers: string) =>
    `When this report was made, a proof that the server is ours to watch was missing for: ${servers}. Such a server is asked as seldom as those of others, so less is known of it.`,
  toReview: '',
};
