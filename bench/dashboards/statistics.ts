import { took } from '../analyze/ground.ts';
import type { Measure } from '../measure.ts';

/** How long some work took, milliseconds. */
export interface Times {
  readonly median: number;
  readonly p95: number;
}

/** Of so many runs after one that warms up; none before a single run. */
export async function timesOf(work: () => Promise<unknown>, runs: number): Promise<Times> {
  if (runs > 1) await work();
  const times: number[] = [];
  for (let count = 0; count < runs; count += 1) times.push(await took(work));
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(runs - 1, Math.ceil(runs * share) - 1)] ?? Number.NaN;
  return { median: at(0.5), p95: at(0.95) };
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
