import type { VisitState } from '../../../store/visit-states.ts';

/** Visits one after the other that say the same. Instants RFC 3339, UTC. */
export interface StateRun {
  readonly state: VisitState['state'];
  /** The first and the last of them. */
  readonly from: string;
  readonly to: string;
  readonly visits: number;
  /** Of the first. Empty: it was not down. */
  readonly reason: string;
  /** The observation that it began with. Empty: none says so. */
  readonly evidence: string;
}

/** Visits, oldest first, as unbroken runs of one state. */
export function stateRuns(visits: readonly VisitState[]): readonly StateRun[] {
  const runs: StateRun[] = [];
  for (const { at, state, reason, evidence } of visits) {
    const last = runs.at(-1);
    if (last?.state === state) runs[runs.length - 1] = { ...last, to: at, visits: last.visits + 1 };
    else runs.push({ state, from: at, to: at, visits: 1, reason, evidence });
  }
  return runs;
}
