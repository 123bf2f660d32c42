import { type Coverage, periodMs } from './periods.ts';

/** The budget of a calendar month, as far as it has come. Durations in milliseconds. */
export interface ErrorBudget {
  /** 0..1, of what is known. Undefined: nothing is. */
  readonly availability?: number;
  /** What the whole month may have of bad time. */
  readonly allowedMs: number;
  readonly spentMs: number;
  /** The part that is left: 1 and less, negative when it is overspent. */
  readonly left: number;
  /** Planned work, which does not count. */
  readonly plannedMs: number;
  /** Time without data, which does not count. */
  readonly unknownMs: number;
}

/** A calendar month so far. `objective`: percent. `monthMs`: its whole length. `bad`: periods. */
export interface MonthSoFar {
  readonly objective: number;
  readonly monthMs: number;
  readonly coverage: Coverage;
  readonly bad: number;
}

/** What is left of a month's budget. */
export function errorBudget({ objective, monthMs, coverage, bad }: MonthSoFar): ErrorBudget {
  const { known, planned, unknown } = coverage;
  const allowedMs = monthMs * (1 - objective / 100);
  const spentMs = bad * periodMs;
  return {
    ...(known > 0 && { availability: 1 - bad / known }),
    allowedMs,
    spentMs,
    left: 1 - spentMs / allowedMs,
    plannedMs: planned * periodMs,
    unknownMs: unknown * periodMs,
  };
}
