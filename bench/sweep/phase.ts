import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Notes } from './notes.ts';

/** What a stretch of time was like in the measured process. */
export interface Phase {
  readonly seconds: number;
  /** User and system, all threads. */
  readonly cpuSeconds: number;
  /** Of the event loop, in milliseconds; what the sampling itself takes is in it. */
  readonly loopP99Ms: number;
  readonly loopMaxMs: number;
  /** Visits to our own servers. */
  readonly hostedVisits: number;
  /** Their slots that passed without one. */
  readonly hostedMissed: number;
  /** From a slot's begin to its visit's, of our own servers. */
  readonly startP50Ms: number;
  readonly startP99Ms: number;
  /** How long visits to our own servers took. */
  readonly visitP50Ms: number;
}

/** Node's own default; a loop that is idle shows this much. */
export const samplingMs = 10;

/** Measures while some work goes on. */
export async function phase(notes: Notes, work: () => Promise<unknown>): Promise<Phase> {
  notes.take();
  const loop = monitorEventLoopDelay({ resolution: samplingMs });
  const before = process.cpuUsage();
  const began = performance.now();
  loop.enable();
  await work();
  loop.disable();
  const { user, system } = process.cpuUsage(before);
  const { lags, durations, overrun } = notes.take();
  return {
    seconds: (performance.now() - began) / 1_000,
    cpuSeconds: (user + system) / 1e6,
    loopP99Ms: loop.percentile(99) / 1e6,
    loopMaxMs: loop.max / 1e6,
    hostedVisits: lags.length,
    hostedMissed: overrun,
    startP50Ms: quantile(lags, 0.5) * 1_000,
    startP99Ms: quantile(lags, 0.99) * 1_000,
    visitP50Ms: quantile(durations, 0.5) * 1_000,
  };
}

/** The value below which a share of all values lies. 0: there are none. */
function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
