/** Time, as the composition root injects it. Nothing else reads a clock. */
export interface Clock {
  /** Wall clock, epoch milliseconds. */
  now(): number;
  /** Monotonic milliseconds with fractions, for durations. */
  elapsed(): number;
}

/** RFC 3339 in UTC with milliseconds. */
export function instant(epochMs: number): string {
  return new Date(epochMs).toISOString();
}
