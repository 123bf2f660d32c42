import { describe, expect, test } from 'vitest';
import { judgeCase } from '../../analyzer/case-trial.ts';
import { casesOf } from '../../rules/cases.ts';
import { rules } from '../../rules/index.ts';

for (const rule of rules) {
  describe(rule.id, async () => {
    for (const wanted of await casesOf(rule)) {
      test(`${wanted.name}: ${wanted.outcome}`, () => {
        const { verdict, bug } = judgeCase(rule, wanted);

        expect(bug).toBeUndefined();
        expect(verdict.outcome, verdict.because).toBe(wanted.outcome);
        if (wanted.says !== undefined) expect(verdict.because).toContain(wanted.says);
      });
    }
  });
}
