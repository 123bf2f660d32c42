import type { SoftwareCatalogue } from '../model/software/catalogue.ts';
import type { RuleCase } from '../rules/case.ts';
import { casesPath } from '../rules/cases.ts';
import { aServer } from '../rules/given/builders.ts';
import type { ServerRule } from '../rules/rule.ts';
import { evaluate, type Judgement } from './evaluate.ts';
import type { TrialResult } from './fleet/trial.ts';
import { snapshotOf } from './snapshot.ts';

/** What the engine makes of a rule and a case. `software` absent: what is built in. News are those of the case, or else what is built in: a case says what comes of a release or an advisory, not which are out today. */
export function judgeCase(rule: ServerRule, wanted: RuleCase, software?: SoftwareCatalogue): Judgement {
  const { given, earlier, before = [], past, recalled, news } = wanted;
  const { expect = {}, consent = 'peer', state = 'live' } = wanted;
  const server = { ...aServer, expect, consent, state };
  const known = {
    ...(software !== undefined && { software }),
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
  software?: SoftwareCatalogue,
): readonly string[] {
  const { verdict, bug } = judgeCase(rule, wanted, software);
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
  software?: SoftwareCatalogue,
): readonly TrialResult[] {
  const file = casesPath(rule);
  return cases.map((wanted) => ({
    rule: rule.id,
    test: `${wanted.name}: ${wanted.outcome}`,
    mistakes: mistakesIn(rule, wanted, software).map((mistake) => `${file}: ${mistake}`),
  }));
}
