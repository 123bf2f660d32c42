import type { SoftwareKnowledge } from '../model/software-knowledge.ts';
import type { RuleCase } from '../rules/case.ts';
import { casesPath } from '../rules/cases.ts';
import { aServer } from '../rules/given/builders.ts';
import type { ServerRule } from '../rules/rule.ts';
import { evaluate, type Judgement } from './evaluate.ts';
import type { TrialResult } from './fleet/trial.ts';
import { snapshotOf } from './snapshot.ts';

/** What the engine makes of a rule and a case. `knowledge` absent: what is built in; news that the case itself brings come before it. */
export function judgeCase(rule: ServerRule, wanted: RuleCase, knowledge?: SoftwareKnowledge): Judgement {
  const { given, earlier, before = [], past, recalled, news } = wanted;
  const { expect = {}, consent = 'peer', state = 'live' } = wanted;
  const server = { ...aServer, expect, consent, state };
  const known = {
    ...knowledge,
    ...(news !== undefined && { news }),
    ...(recalled !== undefined && { recalled }),
  };
  const snapshot = { ...snapshotOf(server, given, past), ...known };
  const looks = earlier === undefined ? [] : [earlier, ...before];
  return evaluate(
    rule,
    snapshot,
    looks.map((look) => ({ ...snapshotOf(server, look), ...known })),
  );
}

/** What a rule says otherwise than a case wants, a line each; empty: all is as wanted. What it throws is one of them. */
export function mistakesIn(
  rule: ServerRule,
  wanted: RuleCase,
  knowledge?: SoftwareKnowledge,
): readonly string[] {
  const { verdict, bug } = judgeCase(rule, wanted, knowledge);
  if (bug !== undefined) return [`it threw: ${bug instanceof Error ? bug.message : String(bug)}`];
  const { outcome, because = '' } = verdict;
  if (outcome !== wanted.outcome)
    return [`outcome is ${outcome}, expected ${wanted.outcome}`, `because ${because}`];
  const { says = '' } = wanted;
  return because.includes(says) ? [] : [`because ${because}, expected to hear "${says}"`];
}

/** Runs the cases of a rule. A mistake is told with the file that has the case. */
export function tryCases(
  rule: ServerRule,
  cases: readonly RuleCase[],
  knowledge?: SoftwareKnowledge,
): readonly TrialResult[] {
  const file = casesPath(rule);
  return cases.map((wanted) => ({
    rule: rule.id,
    test: `${wanted.name}: ${wanted.outcome}`,
    mistakes: mistakesIn(rule, wanted, knowledge).map((mistake) => `${file}: ${mistake}`),
  }));
}
