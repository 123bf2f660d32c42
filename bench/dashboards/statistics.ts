import type { Measure } from '../measure.ts';

/** What some work takes, milliseconds. `cpuMs`: of all threads, those of the engine too; what else the machine does has no part in it. */
export interface Cost {
  readonly cpuMs: number;
  readonly p95Ms: number;
}

/** The median of the CPU time of so many runs, after one that warms up, and nearly the longest wait. */
export async function costOf(work: () => Promise<unknown>, runs: number): Promise<Cost> {
  await work();
  const cpu: number[] = [];
  const waits: number[] = [];
  for (let count = 0; count < runs; count += 1) {
    const begun = performance.now();
    cpu.push(await cpuOf(work));
    waits.push(performance.now() - begun);
  }
  return { cpuMs: ranked(cpu, 0.5), p95Ms: ranked(waits, 0.95) };
}

/** CPU milliseconds of all threads. */
export async function cpuOf(work: () => Promise<unknown>): Promise<number> {
  const start = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1_000;
}

/** The value that a share of all does not exceed. */
export function ranked(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

/** A value with the most it may be. */
export function atMost(
  measure: string,
  value: number,
  { most, unit, against }: { readonly most: number; readonly unit: string; readonly against: string },
): Measure {
  return { measure, value: rounded(value), unit, goal: `at most ${most}`, holds: value <= most, against };
}

/** A value that is told without a goal. */
export function stated(
  measure: string,
  value: number,
  { unit, against }: Pick<Measure, 'unit' | 'against'>,
): Measure {
  return { measure, value: rounded(value), unit, against };
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
