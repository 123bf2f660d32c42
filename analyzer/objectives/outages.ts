import type { PeriodSeen } from '../../store/availability-periods.ts';
import { isOutageCode, type OutageCode } from './outage.ts';
import { periodMs } from './periods.ts';
import { runs, type Stretch, stretchOf } from './stretches.ts';

/** Which question got no answer, and why. */
export interface OutageCause {
  readonly probe: PeriodSeen['probe'];
  readonly code: OutageCode;
}

/** Periods without a break in each of which peers could not use the server, or only in part. */
export interface Outage extends Stretch {
  /** Is the period before it known, so that the server answered in it? Else it may have begun earlier. */
  readonly beginSeen: boolean;
  /** The same of the period behind it. */
  readonly endSeen: boolean;
  /** The bad time in it: a part of a bad period counts as a part. */
  readonly badMs: number;
  /** Different ones, the worst first. */
  readonly causes: readonly OutageCause[];
  /** Questions that got no answer, from all vantages. */
  readonly answers: number;
  /** Who looked, by name. */
  readonly vantages: readonly string[];
  /** Did a majority of several vantages see it at once? With one vantage nobody can confirm it. */
  readonly confirmed: boolean;
}

/** The outages among the known periods of a server, oldest first. */
export function outagesOf(periods: readonly PeriodSeen[]): readonly Outage[] {
  const known = new Set(periods.map(({ at }) => at));
  const bad = periods.filter(({ share }) => share > 0);
  return runs(bad, ({ at }) => at).map((run) => outageOf(run, known));
}

function outageOf(run: readonly PeriodSeen[], known: ReadonlySet<number>): Outage {
  const starts = run.map(({ at }) => at);
  const [first = 0, last = first] = [starts[0], starts.at(-1)];
  return {
    ...stretchOf(starts),
    beginSeen: known.has(first - periodMs),
    endSeen: known.has(last + periodMs),
    badMs: Math.round(sum(run.map(({ share }) => share)) * periodMs),
    causes: causesOf(run),
    answers: sum(run.map(({ answers }) => answers)),
    vantages: [...new Set(run.flatMap(({ vantages }) => vantages))].toSorted(),
    confirmed: run.some(({ vantages }) => vantages.length > 1),
  };
}

function causesOf(run: readonly PeriodSeen[]): readonly OutageCause[] {
  const weights = new Map<string, OutageCause & { readonly share: number }>();
  for (const { probe, code, share } of run) {
    if (!isOutageCode(code)) continue;
    const key = `${probe} ${code}`;
    weights.set(key, { probe, code, share: share + (weights.get(key)?.share ?? 0) });
  }
  return [...weights.values()]
    .toSorted((a, b) => b.share - a.share)
    .map(({ probe, code }) => ({ probe, code }));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
