import type { Severity } from '../../model/finding.ts';
import type { Alerting } from '../../model/signal.ts';

const minute = 60_000;

/**
 * How failures of server rules become alerts when neither the rule nor the configuration says so. What destroys data fires at once; what
 * breaks federation is worth waking somebody once it was seen for five minutes; what degrades it waits for half an hour. `info` is no alert.
 */
export const alertingBySeverity: Readonly<Record<Severity, Alerting | 'never'>> = {
  critical: { forMs: 0, keepFiringForMs: 5 * minute, limit: 20 },
  error: { forMs: 5 * minute, keepFiringForMs: 5 * minute, limit: 20 },
  warning: { forMs: 30 * minute, keepFiringForMs: 15 * minute, limit: 20 },
  info: 'never',
};

/** What a rule or the configuration changes of that. Absent members change nothing. */
export type AlertingChanges = { readonly [K in keyof Alerting]?: Alerting[K] | undefined } | 'never';

/** Alerting with changes, the later ones winning. `never` stays unless a later change says more. */
export function alertingOf(
  stock: Alerting | 'never',
  ...changes: readonly (AlertingChanges | undefined)[]
): Alerting | 'never' {
  let current = stock;
  for (const change of changes) {
    if (change === undefined) continue;
    current = change === 'never' ? change : merged(current, change);
  }
  return current;
}

function merged(current: Alerting | 'never', change: Exclude<AlertingChanges, 'never'>): Alerting | 'never' {
  if (Object.values(change).every((value) => value === undefined)) return current;
  const { forMs, keepFiringForMs, limit } = current === 'never' ? fallback : current;
  return {
    forMs: change.forMs ?? forMs,
    keepFiringForMs: change.keepFiringForMs ?? keepFiringForMs,
    limit: change.limit ?? limit,
  };
}

/** What an `info` rule gets that is made loud by hand. */
const fallback: Alerting = { forMs: 30 * minute, keepFiringForMs: 15 * minute, limit: 20 };
