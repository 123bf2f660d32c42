/** What the exit code of every command says; the meanings are part of the command line's contract. */
export const exitCodes = {
  /** Nothing failed. */
  fine: 0,
  /** Something failed, or `doctor` found something. */
  failed: 1,
  /** Usage or configuration. */
  usage: 2,
  /** Nothing failed, but a server could not be judged, or a single pass (`--once`) was stopped before its end. */
  unjudged: 3,
  /** A bug of ours; every result is printed all the same. */
  ownBug: 4,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
