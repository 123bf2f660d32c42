import type { Clock } from '../../model/clock.ts';
import type { Host } from '../../model/host.ts';
import type { Signal } from '../../model/signal.ts';
import type {
  AvailabilityCount,
  AvailabilityOrder,
  Uncounted,
  WindowCount,
} from '../../store/availability.ts';
import type { Said } from '../alerts/source.ts';
import { type ErrorBudget, errorBudget } from './budget.ts';
import { type BurnWindow, burnWindows } from './burn.ts';
import { outageCodes, unclearCodes } from './outage.ts';
import { coverage, lastEnd, periodMs, plannedPeriods } from './periods.ts';
import { burnSignal, type Objective, objectiveRule } from './signals.ts';

/** What objectives are judged with. `planned`: planned work that touches a stretch of time, epoch milliseconds. */
export interface ObjectiveDeps {
  readonly store: { availability(order: AvailabilityOrder): Promise<readonly AvailabilityCount[]> };
  readonly clock: Clock;
  readonly objectives: readonly Objective[];
  planned(from: number, to: number): readonly Uncounted[];
}

/** The promised availability of hosted servers, watched. */
export interface Objectives {
  /** Ids of the rules it speaks for. */
  readonly rules: readonly string[];
  /** One signal for each server and window; made anew when a period has ended, else those of before. */
  ask(asking: { readonly nowMs: number }): Promise<Said>;
  /** The budgets of the calendar month (UTC) of an instant, epoch milliseconds, as far as it has come; by server. */
  budgets(atMs: number): Promise<ReadonlyMap<Host, ErrorBudget>>;
}

/** Every stretch that signals are decided by, the long and the short one of each window in turn. */
const stretches = burnWindows.flatMap(({ longMs, shortMs }) => [longMs, shortMs]);
const nothing: WindowCount = { known: 0, bad: 0, badAnswers: 0 };

/** Objectives that have not been judged yet. */
export function openObjectives(deps: ObjectiveDeps): Objectives {
  let judged: { readonly until: number; readonly signals: readonly Signal[] } | undefined;
  return {
    rules: [objectiveRule],
    ask: async ({ nowMs }) => {
      const until = lastEnd(nowMs);
      if (judged?.until !== until) judged = { until, signals: await signalsAt(deps, until) };
      return { signals: judged.signals };
    },
    budgets: (atMs) => budgetsOf(deps, atMs),
  };
}

async function signalsAt(deps: ObjectiveDeps, until: number): Promise<readonly Signal[]> {
  const starts = stretches.map((ms) => until - ms);
  const planned = deps.planned(Math.min(...starts), until);
  const counts = await countsOf(deps, { starts, until, planned });
  return deps.objectives.flatMap((objective) => {
    const count = counts.get(objective.server);
    return burnWindows.map((window, index) =>
      burnSignal({
        objective,
        window,
        until,
        long: count?.windows[2 * index] ?? nothing,
        short: count?.windows[2 * index + 1] ?? nothing,
        coverage: longCoverage({ window, until, planned, count, index }, objective.server),
        vantages: count?.vantages ?? 0,
      }),
    );
  });
}

interface LongWindow {
  readonly window: BurnWindow;
  readonly until: number;
  readonly planned: readonly Uncounted[];
  readonly count: AvailabilityCount | undefined;
  readonly index: number;
}

function longCoverage({ window, until, planned, count, index }: LongWindow, server: Host) {
  const long = { from: until - window.longMs, until };
  return coverage(long, plannedPeriods(long, server, planned), count?.windows[2 * index]?.known ?? 0);
}

async function budgetsOf(deps: ObjectiveDeps, atMs: number): Promise<ReadonlyMap<Host, ErrorBudget>> {
  const date = new Date(atMs);
  const from = Date.UTC(date.getUTCFullYear(), date.getUTCMonth());
  const to = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1);
  const until = Math.max(from, Math.min(to, lastEnd(deps.clock.now())));
  const planned = deps.planned(from, until);
  const counts = await countsOf(deps, { starts: [from], until, planned });
  const budgets = deps.objectives.map(({ server, percent }): [Host, ErrorBudget] => {
    const { known, bad } = counts.get(server)?.windows[0] ?? nothing;
    const so = coverage({ from, until }, plannedPeriods({ from, until }, server, planned), known);
    return [server, errorBudget({ objective: percent, monthMs: to - from, coverage: so, bad })];
  });
  return new Map(budgets);
}

interface Stretches {
  readonly starts: readonly number[];
  readonly until: number;
  readonly planned: readonly Uncounted[];
}

async function countsOf(
  { store, objectives }: ObjectiveDeps,
  { starts, until, planned }: Stretches,
): Promise<ReadonlyMap<Host, AvailabilityCount>> {
  const servers = objectives.map(({ server }) => server);
  const rules = { periodMs, bad: outageCodes, unclear: unclearCodes, uncounted: planned };
  const counts = await store.availability({ servers, starts, until, ...rules });
  return new Map(counts.map((count) => [count.server, count]));
}
