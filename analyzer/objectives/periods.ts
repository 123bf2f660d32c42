import type { Host } from '../../model/host.ts';
import type { Uncounted } from '../../store/availability.ts';

/** The least stretch of time that availability is known of. Every window is a multiple of it. */
export const periodMs = 300_000;

/** How long an observation may be on its way to the store. */
const lagMs = 60_000;

/** The end of the newest period that is over and whose observations are in the store. Epoch milliseconds. */
export function lastEnd(nowMs: number): number {
  return Math.floor((nowMs - lagMs) / periodMs) * periodMs;
}

/** A window of time. Epoch milliseconds on edges of periods; `until` does not belong to it. */
export interface Window {
  readonly from: number;
  readonly until: number;
}

/** How many periods of a window are planned work at a server: each that is touched, once. */
export function plannedPeriods(window: Window, server: Host, planned: readonly Uncounted[]): number {
  return plannedStarts(window, server, planned).length;
}

/** Where the periods of a window begin that are planned work at a server. Epoch milliseconds, ascending. */
export function plannedStarts(
  { from, until }: Window,
  server: Host,
  planned: readonly Uncounted[],
): readonly number[] {
  const mine = planned.filter(({ servers }) => servers === undefined || servers.includes(server));
  const starts: number[] = [];
  for (let start = from; start < until; start += periodMs)
    if (mine.some((work) => work.from < start + periodMs && work.to > start)) starts.push(start);
  return starts;
}

/** How the periods of a window fall apart. */
export interface Coverage {
  readonly total: number;
  readonly planned: number;
  readonly known: number;
  /** Neither planned nor known. */
  readonly unknown: number;
}

/** Coverage of a window of which so many periods are known. */
export function coverage(window: Window, planned: number, known: number): Coverage {
  const total = Math.round((window.until - window.from) / periodMs);
  return { total, planned, known, unknown: Math.max(0, total - planned - known) };
}
