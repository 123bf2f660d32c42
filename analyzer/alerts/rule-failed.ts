import { instant } from '../../model/clock.ts';
import type { Signal } from '../../model/signal.ts';

/** The rule of complaints about rules that cannot be evaluated: their silence is no health. */
export const ruleFailedRule = 'monitor.rule-failed';

/** Evaluations in a row. One may fail for the store's sake, and a rule that failed is asked again after a minute. */
const leastFailures = 3;

/** How the evaluations of a rule went. `failures`: those in a row that failed, the newest one among them; 0: the newest one went well. */
export interface Evaluated {
  readonly rule: string;
  readonly failures: number;
}

/**
 * Whether a rule can be evaluated: one signal for each. Between the first failure and the third nobody can tell, so that a restart ends no
 * complaint. Dated by whole minutes, as the dead-man's switch is.
 */
export function ruleFailedSignal({ rule, failures }: Evaluated, nowMs: number): Signal {
  const outcome = failures === 0 ? 'passed' : failures < leastFailures ? 'cannot-tell' : 'failed';
  return {
    rule: ruleFailedRule,
    ruleVersion: 1,
    labels: { rule },
    audience: 'sre',
    severity: 'error',
    outcome,
    because:
      outcome === 'failed'
        ? `${rule} could not be evaluated ${failures} times in a row: it says nothing of any server`
        : '',
    evidence: [],
    observedAt: instant(Math.floor(nowMs / 60_000) * 60_000),
    // Many at once have one cause; the complaint about the limit says how many more there are.
    alerting: { forMs: 0, keepFiringForMs: 0, limit: 5 },
    everyMs: 60_000,
  };
}
