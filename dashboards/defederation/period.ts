import type { Period } from '../../analyzer/defederation/dossier.ts';
import { instant } from '../../model/clock.ts';

const weekMs = 7 * 86_400_000;

/** The seven days that end now. */
export function lastWeek(nowMs: number): Period {
  return { since: instant(nowMs - weekMs), until: instant(nowMs) };
}

/** A calendar month in UTC, such as `2026-11`; one that goes on ends now. Undefined: it is no month, or has not begun. */
export function monthOf(text: string, nowMs: number): Period | undefined {
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(text)) return undefined;
  const [year = 0, month = 0] = text.split('-').map(Number);
  const first = Date.UTC(year, month - 1, 1);
  if (first > nowMs) return undefined;
  // The beginning of a period does not belong to it, the first millisecond of a month does.
  return { since: instant(first - 1), until: instant(Math.min(Date.UTC(year, month, 1) - 1, nowMs)) };
}
