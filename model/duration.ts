const units = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** What a duration looks like: a whole number and a unit, such as `30s`, `5m`, `1h`. */
export const durationPattern: RegExp = /^(\d{1,9})(ms|s|m|h|d)$/;

/** The milliseconds a duration says. Undefined: it is no duration. */
export function parseDuration(text: string): number | undefined {
  const [, count, unit] = durationPattern.exec(text) ?? [];
  if (count === undefined || unit === undefined) return undefined;
  return Number(count) * units[unit as keyof typeof units]; // the pattern admits only these units
}
