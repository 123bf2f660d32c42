import type { PolicySource } from './policy.ts';

/**
 * How a statement says whom it is about. `name`: the name itself is on the list. `digest`: its SHA-256 is, and the mask fits where there is one; nobody else
 * has it. `parent`: a domain above it, on a list that covers subdomains, or a wildcard. `mask`: letters and asterisks that several names fit. `everyone`: it is
 * what a server says of itself, such as its mode.
 */
export type Naming = 'name' | 'digest' | 'parent' | 'mask' | 'everyone';

/**
 * How sure a statement about somebody's policy is. `high`: its own words about this very name, found again at a later reading. `medium`: there is one doubt.
 * `low`: there is more than one, or a grave one.
 */
export type ConfidenceLevel = 'high' | 'medium' | 'low';

/**
 * What lowers the confidence in a statement. `hearsay` (grave): a list that we imported says so of somebody else. `handed-over`: it stands in an export that its
 * operator gave us, which nobody can read again. `mask` (grave): nobody can say whom it means. `parent`: it may not be meant. `partial`: a part of the list
 * was read, and another row may say more. `once`: no later reading has found it again. `unreadable`: the list cannot be read now, so it may have ended.
 * `unseen`: newer readings do not show it, and cannot say that it ended.
 */
export type Doubt =
  | 'hearsay'
  | 'handed-over'
  | 'mask'
  | 'parent'
  | 'partial'
  | 'once'
  | 'unreadable'
  | 'unseen';

/** How sure a statement is, and what keeps it from being surer. */
export interface Confidence {
  readonly level: ConfidenceLevel;
  /** None exactly where the level is `high`; in the order of the type. */
  readonly doubts: readonly Doubt[];
}

/**
 * What is known of a statement. `again`: a later reading found the same. `readable`: the newest try to read the list succeeded. `unseen`: it did not find the
 * statement, and cannot say that it ended.
 */
export interface Grounds {
  readonly source: PolicySource;
  readonly by: Naming;
  readonly partial: boolean;
  readonly again: boolean;
  readonly readable: boolean;
  readonly unseen: boolean;
}

const grave: ReadonlySet<Doubt> = new Set(['hearsay', 'mask']);

/** The one scale by which pages and reports say how sure they are. */
export function confidenceIn({ source, by, partial, again, readable, unseen }: Grounds): Confidence {
  const found: Readonly<Record<Doubt, boolean>> = {
    hearsay: source === 'list',
    'handed-over': source === 'export',
    mask: by === 'mask',
    parent: by === 'parent',
    partial,
    once: !again,
    unreadable: !readable,
    unseen,
  };
  const doubts = allDoubts.filter((doubt) => found[doubt]);
  return { level: levelOf(doubts), doubts };
}

const allDoubts = [
  ...(['hearsay', 'handed-over', 'mask', 'parent', 'partial', 'once', 'unreadable', 'unseen'] as const),
] as const satisfies readonly Doubt[];

function levelOf(doubts: readonly Doubt[]): ConfidenceLevel {
  if (doubts.length === 0) return 'high';
  return doubts.length > 1 || doubts.some((doubt) => grave.has(doubt)) ? 'low' : 'medium';
}
