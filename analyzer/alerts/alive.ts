import { aliveRule } from '../../model/alive.ts';
import { instant } from '../../model/clock.ts';
import type { Signal } from '../../model/signal.ts';

/**
 * The dead-man's switch: it fires as long as the analyzer can read the store, so whoever no longer hears of it knows that all else is silent
 * too. Dated by whole minutes: that nothing happened is not worth a row in every pass.
 */
export function aliveSignal(vantage: string, nowMs: number): Signal {
  return {
    rule: aliveRule,
    ruleVersion: 1,
    labels: { vantage },
    audience: 'sre',
    severity: 'info',
    outcome: 'failed',
    because: 'The monitor works; this alert always fires, so that its silence can be noticed',
    evidence: [],
    observedAt: instant(Math.floor(nowMs / 60_000) * 60_000),
    alerting: { forMs: 0, keepFiringForMs: 0, limit: Number.MAX_SAFE_INTEGER },
    everyMs: 60_000,
  };
}
