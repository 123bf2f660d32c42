import { describe, expect, test } from 'vitest';
import { mistakesIn } from '../../analyzer/case-trial.ts';
import type { Outcome, Verdict } from '../../model/finding.ts';
import type { RuleCase } from '../../rules/case.ts';
import { casesOf } from '../../rules/cases.ts';
import { rules } from '../../rules/index.ts';
import type { ServerRule } from '../../rules/rule.ts';

const outcomes: readonly Outcome[] = ['passed', 'failed', 'inapplicable', 'cannot-tell'];

/** Does the rule say what the case wants? */
const holds = (rule: ServerRule, wanted: RuleCase) => mistakesIn(rule, wanted).length === 0;

/** The rule, answering the same whatever is seen. */
function constant(rule: ServerRule, outcome: Outcome): ServerRule {
  const check = (): Verdict => ({ outcome, because: 'always the same' });
  const { appliesTo: _dropped, ...rest } = rule;
  return { ...rest, check };
}

describe('every rule is held by its cases', () => {
  for (const rule of rules) {
    for (const outcome of outcomes) {
      test(`${rule.id} that always says ${outcome} is caught`, async () => {
        const cases = await casesOf(rule);

        expect(cases.every((wanted) => holds(constant(rule, outcome), wanted))).toBe(false);
        expect(
          cases.every((wanted) => holds({ ...rule, check: constant(rule, outcome).check }, wanted)),
        ).toBe(false);
      });
    }
  }

  for (const rule of rules.filter(({ appliesTo }) => appliesTo !== undefined)) {
    test.each([true, false])(`${rule.id} whose appliesTo is always %s is caught`, async (answer) => {
      const cases = await casesOf(rule);

      expect(cases.every((wanted) => holds({ ...rule, appliesTo: () => answer }, wanted))).toBe(false);
    });
  }

  for (const rule of rules.filter(({ concerns }) => concerns !== undefined)) {
    test.each([true, false])(`${rule.id} whose concerns is always %s is caught`, async (answer) => {
      const cases = await casesOf(rule);

      expect(cases.every((wanted) => holds({ ...rule, concerns: () => answer }, wanted))).toBe(false);
    });
  }
});

describe('every rule has a case', () => {
  test.each(rules.map((rule) => [rule.id, rule] as const))(
    '%s: passed, failed and cannot-tell',
    async (_id, rule) => {
      const outcomesOfCases = new Set((await casesOf(rule)).map(({ outcome }) => outcome));

      expect(outcomesOfCases).toContain('passed');
      expect(outcomesOfCases).toContain('failed');
      expect(outcomesOfCases).toContain('cannot-tell');
    },
  );
});
