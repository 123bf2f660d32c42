import type { Signal } from '../../model/signal.ts';
import type { AdmittedRule } from './admit.ts';
import { evaluateFleet, type FleetEvaluation, type FleetOptions } from './evaluate.ts';
import { remembered } from './remembered.ts';

/** Evaluates each rule as often as it asks for. */
export interface FleetEvaluator {
  /**
   * Evaluates the rules whose time has come. `signals` are of all rules: those of the others are as they were last. A rule that failed repeats its
   * last subjects as `cannot-tell`. `cut` is of all rules, too. Rejects once it is told to stop, and with nothing else.
   */
  evaluate(): Promise<StandingEvaluation>;
}

/**
 * What all rules say. `failed`: those whose last evaluation failed, with how many did in a row, by id: after a restart nobody knows what they
 * spoke of.
 */
export interface StandingEvaluation extends FleetEvaluation {
  readonly failed: ReadonlyMap<string, number>;
}

/** A rule that failed is asked again after this long: what was wrong may be over. */
const retryMs = 60_000;

/** An evaluator that begins with all rules. */
export function createFleetEvaluator(options: FleetOptions): FleetEvaluator {
  const last = new Map<string, readonly Signal[]>();
  const dueAt = new Map<string, number>();
  const failures = new Map<string, number>();
  const cutOff = new Set<string>();
  const ids = options.rules.map(({ rule }) => rule.id);
  const store = remembered(options.store, ids);
  return {
    evaluate: async () => {
      const now = options.clock.now();
      const rules = options.rules.filter(({ rule }) => isDue(dueAt.get(rule.id), now, rule.everyMs));
      const { signals, findings, bugs, cut } = await evaluateFleet({ ...options, store, rules });
      tally(failures, rules, bugs);
      const said = Map.groupBy(signals, ({ rule }) => rule);
      for (const { rule } of rules) {
        const isFailing = failures.has(rule.id);
        if (cut.has(rule.id)) cutOff.add(rule.id);
        else cutOff.delete(rule.id);
        dueAt.set(rule.id, now + (isFailing ? Math.min(rule.everyMs, retryMs) : rule.everyMs));
        const known = last.get(rule.id);
        const fresh = said.get(rule.id) ?? [];
        last.set(rule.id, isFailing && known !== undefined ? known.map(unsettled) : fresh);
      }
      return {
        signals: allOf(options.rules, last),
        findings,
        bugs,
        cut: new Set(cutOff),
        failed: new Map(failures),
      };
    },
  };
}

/** One more evaluation of these rules, of which some failed. */
function tally(
  failures: Map<string, number>,
  rules: readonly AdmittedRule[],
  bugs: FleetEvaluation['bugs'],
): void {
  const failing = new Set(bugs.map(({ rule }) => rule));
  for (const { rule } of rules) {
    if (failing.has(rule.id)) failures.set(rule.id, (failures.get(rule.id) ?? 0) + 1);
    else failures.delete(rule.id);
  }
}

/** A time that lies further ahead than one step is left from a clock that was set back. */
function isDue(at: number | undefined, now: number, everyMs: number): boolean {
  return at === undefined || now >= at || at - now > everyMs;
}

function unsettled(signal: Signal): Signal {
  const because = 'Our own rule failed here; this says nothing about the server';
  return { ...signal, outcome: 'cannot-tell', because };
}

function allOf(
  rules: readonly AdmittedRule[],
  last: ReadonlyMap<string, readonly Signal[]>,
): readonly Signal[] {
  return rules.flatMap(({ rule }) => last.get(rule.id) ?? []);
}
