import type { Finding } from '../../model/finding.ts';
import type { FleetOptions } from './evaluate.ts';

type Findings = FleetOptions['store'];

/**
 * A store whose findings of a rule are read once and then remembered with what is written: findings are ordered by server, so that those of one rule
 * are everywhere. Only one evaluator may write the findings of a rule.
 */
export function remembered(store: Findings): Findings {
  const byRule = new Map<string, Map<string, Finding>>();
  return {
    currentFindings: async (filter = {}) => {
      const { rule } = filter;
      const known = rule === undefined ? undefined : byRule.get(rule);
      if (known !== undefined) return [...known.values()];
      const findings = await store.currentFindings(filter);
      if (rule !== undefined) byRule.set(rule, new Map(findings.map((finding) => [keyOf(finding), finding])));
      return findings;
    },
    recordFindings: async (findings) => {
      await store.recordFindings(findings);
      for (const finding of findings) byRule.get(finding.rule)?.set(keyOf(finding), finding);
    },
  };
}

function keyOf({ server, labels = {} }: Finding): string {
  return JSON.stringify([server, Object.entries(labels).toSorted(([a], [b]) => (a < b ? -1 : 1))]);
}
