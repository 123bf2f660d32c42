import { instant } from '../../model/clock.ts';
import type { Host } from '../../model/host.ts';
import type { Signal } from '../../model/signal.ts';

/** The rule of complaints about rules that cannot be evaluated: their silence is no health. */
export const ruleFailedRule = 'monitor.rule-failed';

/** Evaluations in a row. One may fail for the store's sake, and a rule that failed is asked again after a minute. */
const leastFailures = 3;

/**
 * How the evaluations of a rule went. `failures`: those in a row that failed, the newest one among them; 0: the newest one went well.
 * `threwAt`: servers of which it cannot tell, because it threw; absent: none.
 */
export interface Evaluated {
  readonly rule: string;
  readonly failures: number;
  readonly threwAt?: readonly Host[];
}

/**
 * Whether a rule can be evaluated: one signal for each. Between the first failure and the third nobody can tell, so that a restart ends no
 * complaint. Dated by whole minutes, as the dead-man's switch is.
 */
export function ruleFailedSignal(evaluated: Evaluated, nowMs: number): Signal {
  const { rule } = evaluated;
  return {
    rule: ruleFailedRule,
    ruleVersion: 1,
    labels: { rule },
    audience: 'sre',
    severity: 'error',
    ...saidOf(evaluated),
    evidence: [],
    observedAt: instant(Math.floor(nowMs / 60_000) * 60_000),
    // Many at once have one cause; the complaint about the limit says how many more there are.
    alerting: { forMs: 0, keepFiringForMs: 0, limit: 5 },
    everyMs: 60_000,
  };
}

/** What a rule threw at was no matter of the moment: equal bytes throw again, so nothing is waited for. */
function saidOf({ rule, failures, threwAt = [] }: Evaluated): Pick<Signal, 'outcome' | 'because'> {
  if (failures >= leastFailures) {
    const because = `${rule} could not be evaluated ${failures} times in a row: it says nothing of any server`;
    return { outcome: 'failed', because };
  }
  const [first] = threwAt;
  if (first !== undefined) {
    const where = threwAt.length === 1 ? first : `${threwAt.length} servers, ${first} among them`;
    return { outcome: 'failed', because: `${rule} threw at what was seen of ${where}: it cannot tell there` };
  }
  return { outcome: failures === 0 ? 'passed' : 'cannot-tell', because: '' };
}
