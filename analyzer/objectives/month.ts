import type { Host } from '../../model/host.ts';
import type { Uncounted } from '../../store/availability.ts';
import type { PeriodSeen } from '../../store/availability-periods.ts';
import type { Store } from '../../store/store.ts';
import { type ErrorBudget, errorBudget } from './budget.ts';
import { outageCodes, unclearCodes } from './outage.ts';
import { type Outage, outagesOf } from './outages.ts';
import { coverage, periodMs, plannedStarts, type Window } from './periods.ts';
import { type Stretch, stretchesOf } from './stretches.ts';

/**
 * What became of a promise. `missed`: more bad time was seen than the month may have. `kept`: less, and the time without data could not change
 * that. `open`: less, but the time without data is longer than what is left. `none`: nothing was promised. `no-data`: nothing was seen.
 */
export type ObjectiveState = 'kept' | 'missed' | 'open' | 'none' | 'no-data';

/** One server in a calendar month, as the federation saw it. Durations in milliseconds. */
export interface ServerMonth {
  readonly server: Host;
  /** In percent. Absent: nothing was promised. */
  readonly objective?: number;
  readonly state: ObjectiveState;
  /** 0..1, of the time that is known. Absent: nothing is. */
  readonly availability?: number;
  readonly knownMs: number;
  /** A part of a bad period counts as a part. */
  readonly badMs: number;
  readonly plannedMs: number;
  readonly unknownMs: number;
  /** What the whole month may have of bad time, and the part that is left of it: 1 and less. Absent: nothing was promised. */
  readonly budget?: Pick<ErrorBudget, 'allowedMs' | 'left'>;
  /** Oldest first, as are the stretches. */
  readonly outages: readonly Outage[];
  readonly planned: readonly Stretch[];
  readonly gaps: readonly Stretch[];
  /** Who looked in the month, by name. */
  readonly vantages: readonly string[];
}

/** What to read of one server. `window`: the month so far. `monthMs`: the length of the whole month. `objective`: percent. */
export interface MonthOrder {
  readonly server: Host;
  readonly objective: number | undefined;
  readonly window: Window;
  readonly monthMs: number;
  readonly planned: readonly Uncounted[];
}

/** Reads the month of one server. */
export async function readServerMonth(
  store: Pick<Store, 'availabilityPeriods'>,
  order: MonthOrder,
): Promise<ServerMonth> {
  const { server, window, planned } = order;
  const rules = { periodMs, bad: outageCodes, unclear: unclearCodes, uncounted: planned };
  return serverMonth(order, await store.availabilityPeriods({ server, ...window, ...rules }));
}

/** The month of one server, from the periods of it that are known, oldest first. */
export function serverMonth(order: MonthOrder, periods: readonly PeriodSeen[]): ServerMonth {
  const { server, objective, window, monthMs } = order;
  const planned = plannedStarts(window, server, order.planned);
  const bad = periods.reduce((total, { share }) => total + share, 0);
  const seen = coverage(window, planned.length, periods.length);
  const budget =
    objective === undefined ? undefined : errorBudget({ objective, monthMs, coverage: seen, bad });
  const unknownMs = seen.unknown * periodMs;
  return {
    server,
    ...(objective !== undefined && { objective }),
    state: stateOf(periods.length, budget),
    ...(periods.length > 0 && { availability: 1 - bad / periods.length }),
    knownMs: seen.known * periodMs,
    badMs: Math.round(bad * periodMs),
    plannedMs: planned.length * periodMs,
    unknownMs,
    ...(budget !== undefined && { budget: { allowedMs: budget.allowedMs, left: budget.left } }),
    outages: outagesOf(periods),
    planned: stretchesOf(planned),
    gaps: gapsOf(window, new Set([...planned, ...periods.map(({ at }) => at)])),
    vantages: [...new Set(periods.flatMap(({ vantages }) => vantages))].toSorted(),
  };
}

function stateOf(known: number, budget: ErrorBudget | undefined): ObjectiveState {
  if (known === 0) return 'no-data';
  if (budget === undefined) return 'none';
  const { spentMs, allowedMs, unknownMs } = budget;
  if (spentMs > allowedMs) return 'missed';
  return spentMs + unknownMs > allowedMs ? 'open' : 'kept';
}

function gapsOf({ from, until }: Window, told: ReadonlySet<number>): readonly Stretch[] {
  const starts: number[] = [];
  for (let start = from; start < until; start += periodMs) if (!told.has(start)) starts.push(start);
  return stretchesOf(starts);
}
