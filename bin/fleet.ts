import { ownRules } from '../analyzer/alerts/own-rules.ts';
import { type AdmittedRule, admitOthersRules, trustRules } from '../analyzer/fleet/admit.ts';
import { createFleetEvaluator, type FleetEvaluator } from '../analyzer/fleet/evaluator.ts';
import { othersFleetRules, ownFleetRules } from '../analyzer/fleet/load.ts';
import type { RuleProblem } from '../analyzer/fleet/problem.ts';
import { objectiveDescription } from '../analyzer/objectives/signals.ts';
import type { RuleDescription } from '../model/rule.ts';
import { rules } from '../rules/index.ts';
import { exitCodes } from './exit-code.ts';
import type { Foundation } from './foundation.ts';
import { Interrupted } from './interrupt.ts';

/** What every rule that comes with us says about itself: those that judge one server, those over time, then those that are no file of their own. */
export function everyRule(): readonly RuleDescription[] {
  return [...rules, ...ownFleetRules().map(descriptionOf), objectiveDescription, ...Object.values(ownRules)];
}

/** A rule without its query and its tests. */
function descriptionOf(rule: RuleDescription): RuleDescription {
  const { id, version, title, audience, requirement, impact, sources, breaks, falsePositives, advice } = rule;
  const same = { id, version, title, audience, requirement, impact, sources, breaks, advice };
  return { ...same, ...(falsePositives !== undefined && { falsePositives }) };
}

/** Fleet rules that are ready, and what is wrong with the configured ones that are not. */
export interface ReadyFleet {
  readonly rules: readonly AdmittedRule[];
  readonly problems: readonly RuleProblem[];
}

/** All fleet rules: ours, and those of the configuration, which are looked through. */
export async function readyFleet(
  deps: Pick<Foundation, 'configuration' | 'store' | 'clock'>,
): Promise<ReadyFleet> {
  const { loaded, problems } = configuredRules(deps.configuration.rules);
  const others = await admitOthersRules(deps, loaded);
  const own = trustRules(deps, ownFleetRules());
  return { rules: [...own, ...others.admitted], problems: [...problems, ...others.refused] };
}

/** The rules of the configuration as far as their files go. */
export function configuredRules(patterns: readonly string[]) {
  const taken = new Set(everyRule().map(({ id }) => id));
  const { rules: loaded, problems } = othersFleetRules(patterns, taken);
  return { loaded, problems };
}

/** All fleet rules at work. Who evaluates them is @throws {Interrupted} between two rules when told to stop. */
export interface OpenFleet extends FleetEvaluator {
  /** What the rules say about themselves, those that evaluate first. */
  readonly rules: readonly RuleDescription[];
}

/** `mostEveryMs`: no rule waits longer than this for its next evaluation. Absent: as the rules say. */
export interface FleetHaste {
  readonly mostEveryMs?: number;
}

/** The evaluator of all fleet rules. A configured one that is refused is told in the log, and the others go on. */
export async function openFleet(
  foundation: Foundation,
  { mostEveryMs = Number.POSITIVE_INFINITY }: FleetHaste = {},
): Promise<OpenFleet> {
  const { store, clock, log, session } = foundation;
  const fleet = await readyFleet(foundation);
  for (const problem of fleet.problems) log.error('a rule was refused', { ...problem });
  const rules = fleet.rules.map(({ rule, query }) => ({
    rule: { ...rule, everyMs: Math.min(rule.everyMs, mostEveryMs) },
    query,
  }));
  const { stop } = session;
  const evaluator = createFleetEvaluator({ store, rules, clock, log, stop });
  return {
    rules: fleet.rules.map(({ rule }) => descriptionOf(rule)),
    evaluate: async () => {
      const evaluation = await evaluator.evaluate().catch((error: unknown) => {
        throw stop.aborted ? new Interrupted('told to stop', { cause: error }) : error;
      });
      if (evaluation.bugs.length > 0) session.end(exitCodes.ownBug);
      return evaluation;
    },
  };
}
