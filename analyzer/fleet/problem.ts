/** What is wrong with a rule's file. `line`: from 1; absent: it is about the whole file. */
export interface RuleProblem {
  readonly file: string;
  readonly line?: number;
  /** What is wrong, after the place and a colon. */
  readonly says: string;
}

/** A problem as one line for people. */
export function problemText({ file, line, says }: RuleProblem): string {
  return `${line === undefined ? file : `${file}:${line}`}: ${says}`;
}
