import { problemText, type RuleProblem } from '../../analyzer/fleet/problem.ts';
import type { Configuration } from '../../model/configuration.ts';
import { configuredRules, readyFleet } from '../fleet.ts';
import type { Foundation } from '../foundation.ts';
import { type Diagnosis, fine, problem } from './diagnosis.ts';

/** Are the configured rules ones that can be run? Nothing is said where none is configured. */
export async function ruleDiagnoses(foundation: Foundation): Promise<readonly Diagnosis[]> {
  if (foundation.configuration.rules.length === 0) return [];
  const { problems } = await readyFleet(foundation);
  return problems.length === 0 ? [fine('the configured rules can be run')] : problems.map(refused);
}

/** As far as their files tell, when the store belongs to another process. */
export function ruleFileDiagnoses({ rules }: Configuration): readonly Diagnosis[] {
  return rules.length === 0 ? [] : configuredRules(rules).problems.map(refused);
}

function refused(found: RuleProblem): Diagnosis {
  return problem(
    problemText(found),
    'correct it and try it with fediscope rules test; the other rules go on',
  );
}
