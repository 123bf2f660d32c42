import { evaluate, type Judgement } from '../../analyzer/evaluate.ts';
import { snapshotOf } from '../../analyzer/snapshot.ts';
import type { Outcome } from '../../model/finding.ts';
import type { News } from '../../model/news.ts';
import type { Consent, Observation } from '../../model/observation.ts';
import type { Expectation, LifeState } from '../../model/server.ts';
import type { ServerRule } from '../../rules/rule.ts';
import { aServer } from './builders.ts';

/** One thing a rule must say. `name` reads as a sentence; `says`: part of the reason. */
export interface RuleCase {
  readonly name: string;
  readonly given: readonly Observation[];
  /** What was seen at least a day before. */
  readonly earlier?: readonly Observation[];
  /** What was seen at each look before `earlier`, newest first; for rules that want more than two. */
  readonly before?: readonly (readonly Observation[])[];
  /** What the server showed at the instant that the rule asks for. */
  readonly recalled?: readonly Observation[];
  /** What the rule compares with, in any order. */
  readonly past?: readonly Observation[];
  readonly expect?: Expectation;
  /** Absent: `live`. */
  readonly state?: LifeState;
  /** Absent: `peer`. */
  readonly consent?: Consent;
  /** Absent: what is built in. */
  readonly news?: News;
  readonly outcome: Outcome;
  readonly says?: string;
}

/** What the engine makes of a rule and a case. */
export function judgeCase(rule: ServerRule, wanted: RuleCase): Judgement {
  const { given, earlier, before = [], past, recalled, news } = wanted;
  const { expect = {}, consent = 'peer', state = 'live' } = wanted;
  const server = { ...aServer, expect, consent, state };
  const known = { ...(news !== undefined && { news }), ...(recalled !== undefined && { recalled }) };
  const snapshot = { ...snapshotOf(server, given, past), ...known };
  const looks = earlier === undefined ? [] : [earlier, ...before];
  return evaluate(
    rule,
    snapshot,
    looks.map((look) => ({ ...snapshotOf(server, look), ...known })),
  );
}

/** Does the rule say what the case wants? */
export function holds(rule: ServerRule, wanted: RuleCase): boolean {
  const { verdict, bug } = judgeCase(rule, wanted);
  return (
    bug === undefined &&
    verdict.outcome === wanted.outcome &&
    (wanted.says === undefined || (verdict.because ?? '').includes(wanted.says))
  );
}

/** The cases of a rule, from the file that mirrors the rule's own. */
export async function casesOf({ id }: ServerRule): Promise<readonly RuleCase[]> {
  const [topic, name] = id.split('.');
  const module: { cases: readonly RuleCase[] } = await import(`./cases/${topic}/${name}.ts`);
  return module.cases;
}
