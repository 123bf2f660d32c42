import type { FingerprintWeight } from '../../../model/software/index.ts';

/**
 * What tells that a server does not run what its makers published.
 * `other-build`: its name or version says that it is a fork or a changed build. `commit-not-upstream`: the commit of its version is not in
 * upstream's repository. `constant-differs`: a number that stock builds always answer is another one. `release-not-upstream`: upstream has no such
 * release. `other-software`: the signs are those of software that it does not name. `file-differs`: a stock file was replaced.
 * `route-missing`: a path that stock builds cannot switch off is not there. `own-source`: it offers a source of its own.
 */
export type SignKind =
  | 'other-build'
  | 'commit-not-upstream'
  | 'constant-differs'
  | 'release-not-upstream'
  | 'other-software'
  | 'file-differs'
  | 'route-missing'
  | 'own-source';

/** One piece of evidence that a server's program was modified. */
export interface ModificationSign {
  readonly kind: SignKind;
  readonly weight: FingerprintWeight;
  /** Who tells it: the running program, or only its operator's settings. Nobody is suspected for what the operator says openly. */
  readonly from: 'program' | 'operator';
  /** What was seen, as the end of a sentence. Text of remote origin in it is in quotes. */
  readonly says: string;
}

/** Was the program modified? One strong sign says so, or two medium ones of different kinds. */
export function isModified(signs: readonly ModificationSign[]): boolean {
  const medium = new Set(signs.filter(({ weight }) => weight === 'medium').map(({ kind }) => kind));
  return signs.some(({ weight }) => weight === 'strong') || medium.size >= 2;
}

/** The signs that the program itself shows. */
export function ofProgram(signs: readonly ModificationSign[]): readonly ModificationSign[] {
  return signs.filter(({ from }) => from === 'program');
}

/** How many kinds of strong signs there are. */
export function strongKinds(signs: readonly ModificationSign[]): number {
  return new Set(signs.filter(({ weight }) => weight === 'strong').map(({ kind }) => kind)).size;
}
