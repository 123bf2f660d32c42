import { instant } from '../../../model/clock.ts';
import type { OwnWork } from '../../../store/engine/own-work.ts';
import type { PolicyCoverage } from '../../../store/policies/policy-reads.ts';
import type { Store } from '../../../store/store.ts';
import type { Progress, WebDeps } from '../deps.ts';

const windowMs = 3_600_000;
const shown = 10;

/** What the monitor knows of itself; figures of the last hour. */
export interface Ourselves {
  readonly observedAt?: string;
  readonly work: OwnWork;
  /** The part of what was scheduled that was done, 0 to 1. Absent: nothing was scheduled. */
  readonly kept?: number;
  readonly coverage: PolicyCoverage;
  /** Largest first. */
  readonly tables: readonly { readonly table: string; readonly rows: number; readonly bytes: number }[];
  readonly bytes: number;
  readonly mode: Store['mode'];
  /** Absent: another process crawls. */
  readonly crawling?: Progress;
  /** What waits to be stored. Absent: another process crawls. */
  readonly spool?: { readonly segments: number; readonly bytes: number };
}

/** What the page about the monitor shows. */
export async function readOurselves(
  store: Store,
  { clock, progress, spool }: Pick<WebDeps, 'clock' | 'progress' | 'spool'>,
): Promise<Ourselves> {
  const [work, coverage, size, observedAt] = await Promise.all([
    store.ownWork(instant(clock.now() - windowMs), shown),
    store.policyCoverage(),
    store.size(),
    store.newestObservation(),
  ]);
  const kept = keptOf(work);
  return {
    ...(observedAt !== undefined && { observedAt }),
    ...(kept !== undefined && { kept }),
    ...(progress !== undefined && { crawling: progress() }),
    ...(spool !== undefined && { spool: spool() }),
    work,
    coverage,
    mode: store.mode,
    tables: size.toSorted((a, b) => b.bytes - a.bytes),
    bytes: size.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}

function keptOf({ ends }: OwnWork): number | undefined {
  const sum = (all: OwnWork['ends']) => all.reduce((count, end) => count + end.count, 0);
  const all = sum(ends);
  return all === 0 ? undefined : 1 - sum(ends.filter(({ outcome }) => outcome === 'missed')) / all;
}
