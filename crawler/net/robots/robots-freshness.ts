/** Source: RFC 9309 §2.4. */
export const longestFreshMs = 24 * 60 * 60 * 1_000;

const unkept = /(?:^|[,\s])no-(?:store|cache)\b/i;
const maxAge = /(?:^|[,\s])max-age\s*=\s*"?(\d{1,10})/i;
const count = /^\d{1,10}$/;

/** How long a robots.txt that came with these header fields may be used, in milliseconds: a day at most, and a day where it does not say. Source: RFC 9309 §2.4, RFC 9111 §4.2.1. */
export function freshMsOf(headers: Readonly<Record<string, string>>): number {
  const control = headers['cache-control'] ?? '';
  if (unkept.test(control)) return 0;
  const [, seconds] = maxAge.exec(control) ?? [];
  if (seconds === undefined) return longestFreshMs;
  const age = headers['age'] ?? '';
  const left = Number(seconds) - (count.test(age) ? Number(age) : 0);
  return Math.min(longestFreshMs, Math.max(0, left * 1_000));
}
