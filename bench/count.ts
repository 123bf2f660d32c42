/** A number as a person writes it: 10m, 300k, or all digits. NaN: it is none. */
export function countOf(text: string): number {
  const [, digits, unit = ''] = /^(\d+)([km]?)$/.exec(text) ?? [];
  return Number(digits) * { '': 1, k: 1_000, m: 1_000_000 }[unit === 'k' || unit === 'm' ? unit : ''];
}
