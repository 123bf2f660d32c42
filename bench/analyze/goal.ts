import type { Measure } from '../measure.ts';

/** A ratio with the most it may be. */
export function bounded(
  measure: string,
  value: number,
  { most, against }: { readonly most: number; readonly against: string },
): Measure {
  return { ...stated(measure, value, against), goal: `at most ${most}`, holds: value <= most };
}

/** A ratio without a goal. */
export function stated(measure: string, value: number, against: string): Measure {
  return { measure, value: Math.round(value * 100) / 100, unit: 'times', against };
}
