import { instant } from '../../model/clock.ts';
import type { Signal } from '../../model/signal.ts';

/** The rule of complaints about too many alerts of one rule. */
export const alertLimitRule = 'monitor.alert-limit';

/** The complaint that stands for alerts that were held back: one for a rule, however many they are. */
export function limitSignal(rule: string, held: number, nowMs: number): Signal {
  return {
    rule: alertLimitRule,
    ruleVersion: 1,
    labels: { rule },
    audience: 'sre',
    severity: 'error',
    outcome: held > 0 ? 'failed' : 'passed',
    because: held > 0 ? `${held} more failures of ${rule} are held back: too many fire at the same time` : '',
    evidence: [],
    observedAt: instant(nowMs),
    alerting: { forMs: 0, keepFiringForMs: 0, limit: Number.MAX_SAFE_INTEGER },
  };
}
