import type { Finding } from '../../model/finding.ts';
import type { FleetOptions } from './evaluate.ts';

type Findings = FleetOptions['store'];
type ByRule = ReadonlyMap<string, Map<string, Finding>>;

/**
 * A store whose findings of some rules are read once, all together, and then remembered with what is written: findings are ordered by server, so that
 * those of one rule are everywhere. Only one evaluator may write the findings of a rule.
 */
export function remembered(store: Findings, rules: readonly string[]): Findings {
  let byRule: ByRule | undefined;
  return {
    currentFindings: async (filter = {}) => {
      const { rule } = filter;
      if (rule === undefined || !rules.includes(rule)) return store.currentFindings(filter);
      byRule ??= await knownOf(store, rules);
      return [...(byRule.get(rule)?.values() ?? [])];
    },
    recordFindings: async (findings) => {
      await store.recordFindings(findings);
      for (const finding of findings) byRule?.get(finding.rule)?.set(keyOf(finding), finding);
    },
  };
}

async function knownOf(store: Findings, rules: readonly string[]): Promise<ByRule> {
  const known = new Map(rules.map((rule) => [rule, new Map<string, Finding>()]));
  for (const finding of await store.currentFindings({ rules }))
    known.get(finding.rule)?.set(keyOf(finding), finding);
  return known;
}

function keyOf({ server, labels = {} }: Finding): string {
  return JSON.stringify([server, Object.entries(labels).toSorted(([a], [b]) => (a < b ? -1 : 1))]);
}
