/** Time, as the composition root injects it. Nothing else reads a clock. */
export interface Clock {
  /** Wall clock, epoch milliseconds. */
  now(): number;
  /** Monotonic milliseconds with fractions, for durations. */
  elapsed(): number;
}

let last = { epochMs: 0, text: '1970-01-01T00:00:00.000Z' };

/** RFC 3339 in UTC with milliseconds. The moment asked for last is at hand: many things begin in one millisecond. */
export function instant(epochMs: number): string {
  if (last.epochMs !== epochMs) last = { epochMs, text: new Date(epochMs).toISOString() };
  return last.text;
}
