import type { Measure } from '../measure.ts';

interface Goal {
  readonly unit: string;
  readonly against: string;
}

/** A value that must not be more. */
export function bounded(
  measure: string,
  value: number,
  { unit, most, against }: Goal & { readonly most: number },
): Measure {
  return { measure, value: rounded(value), unit, goal: `at most ${most}`, holds: value <= most, against };
}

/** A value that must not be less. */
export function atLeast(
  measure: string,
  value: number,
  { unit, least, against }: Goal & { readonly least: number },
): Measure {
  return { measure, value: rounded(value), unit, goal: `at least ${least}`, holds: value >= least, against };
}

function rounded(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}
