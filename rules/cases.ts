import type { RuleCase } from './case.ts';
import type { ServerRule } from './rule.ts';

/** Where the cases of a rule are, from the root of the source: beside the rule. */
export function casesPath({ id }: Pick<ServerRule, 'id'>): string {
  return `rules/${id.replace('.', '/')}.cases.ts`;
}

/** The cases of one of our rules. They are read when they are asked for: only tests need them. */
export async function casesOf({ id }: Pick<ServerRule, 'id'>): Promise<readonly RuleCase[]> {
  const [topic, name] = id.split('.');
  const module: { cases: readonly RuleCase[] } = await import(`./${topic}/${name}.cases.ts`);
  return module.cases;
}
