import type { Severity } from '../../model/finding.ts';

/** One alert on the budget. `short`: its length in milliseconds; it ends the alert soon after the trouble ends. */
export interface BurnWindow {
  readonly name: '1h' | '6h' | '1d' | '3d';
  readonly longMs: number;
  readonly shortMs: number;
  /** The part of a month's budget that is spent at this rate in the long window: 0..1. */
  readonly budget: number;
  /** `critical` is a page, `warning` a ticket. */
  readonly severity: Severity;
}

const hour = 3_600_000;
const day = 24 * hour;

/** Source: Google, The Site Reliability Workbook, chapter 5, "Multiwindow, Multi-Burn-Rate Alerts"; the window of a day: sloth, `google-30d`. */
export const burnWindows: readonly BurnWindow[] = [
  { name: '1h', longMs: hour, shortMs: hour / 12, budget: 0.02, severity: 'critical' },
  { name: '6h', longMs: 6 * hour, shortMs: hour / 2, budget: 0.05, severity: 'critical' },
  { name: '1d', longMs: day, shortMs: 2 * hour, budget: 0.1, severity: 'warning' },
  { name: '3d', longMs: 3 * day, shortMs: 6 * hour, budget: 0.1, severity: 'warning' },
];

/** The month that budgets are for, as the workbook counts it. */
const monthMs = 30 * day;

/** How many times faster than allowed the budget is spent when an alert is due: 14.4, 6, 3 and 1. */
export function threshold({ longMs, budget }: BurnWindow): number {
  return (budget * monthMs) / longMs;
}

/** What was seen in a stretch of time. Periods; a part of a bad one counts as a part. */
export interface Seen {
  readonly known: number;
  readonly bad: number;
}

/** How many times faster than allowed the budget is spent. `objective`: percent. Undefined: nothing is known. */
export function burnRate({ known, bad }: Seen, objective: number): number | undefined {
  if (known <= 0) return undefined;
  return bad / known / (1 - objective / 100);
}
