import { type Clock, instant } from '../../model/clock.ts';
import type { GuardedQuery, Sandbox, Window } from '../../store/sql/sandbox.ts';
import { SqlRefused } from '../../store/sql/sql-refused.ts';
import type { RuleProblem } from './problem.ts';
import type { FleetRule } from './rule.ts';

/** A rule whose query was looked through and has the columns it takes. */
export interface AdmittedRule<Rule extends FleetRule = FleetRule> {
  readonly rule: Rule;
  readonly query: GuardedQuery;
}

/** What became of some rules: each is in one of the two. */
export interface Admission<Rule extends FleetRule> {
  readonly admitted: readonly AdmittedRule<Rule>[];
  readonly refused: readonly RuleProblem[];
}

/** What admission works with. */
export interface AdmissionDeps {
  readonly store: { readonly sandbox: Sandbox };
  readonly clock: Clock;
}

/** Columns that every rule has besides its labels. */
const required = ['outcome', 'samples', 'vantages', 'evidence', 'observed_at'] as const;

/** Rules that come with us, as they are: a test admits each, so that no start of a monitor has to. */
export function trustRules(
  { store }: Pick<AdmissionDeps, 'store'>,
  rules: readonly FleetRule[],
): readonly AdmittedRule[] {
  return rules.map((rule) => ({ rule, query: store.sandbox.trust(rule.sql) }));
}

/** Looks through the queries of rules. */
export function admitRules<Rule extends FleetRule>(
  deps: AdmissionDeps,
  rules: readonly Rule[],
): Promise<Admission<Rule>> {
  return admitEach(rules, (rule) => admitRule(deps.store.sandbox, rule));
}

/** As `admitRules` for rules that others wrote: each is run once as well, so that one without an end is found before it is relied on. */
export function admitOthersRules<Rule extends FleetRule>(
  deps: AdmissionDeps,
  rules: readonly Rule[],
): Promise<Admission<Rule>> {
  return admitEach(rules, async (rule) => {
    const admitted = await admitRule(deps.store.sandbox, rule);
    await admitted.query.rows(windowOf(rule, deps.clock));
    return admitted;
  });
}

/** The time a rule looks at now. */
export function windowOf({ windowMs }: FleetRule, clock: Clock): Window {
  const now = clock.now();
  return { from: instant(now - windowMs), to: instant(now) };
}

async function admitEach<Rule extends FleetRule>(
  rules: readonly Rule[],
  admit: (rule: Rule) => Promise<AdmittedRule<Rule>>,
): Promise<Admission<Rule>> {
  const admitted: AdmittedRule<Rule>[] = [];
  const refused: RuleProblem[] = [];
  for (const rule of rules) {
    try {
      admitted.push(await admit(rule));
    } catch (error) {
      if (!(error instanceof SqlRefused)) throw error;
      refused.push(problemOf(rule, error));
    }
  }
  return { admitted, refused };
}

async function admitRule<Rule extends FleetRule>(sandbox: Sandbox, rule: Rule): Promise<AdmittedRule<Rule>> {
  const query = await sandbox.admit(rule.sql);
  const columns = new Set(query.columns.map(({ name }) => name));
  const needed = [...rule.labels, ...required, ...Object.values(rule.reasons).flatMap(placeholders)];
  const missing = needed.find((name) => !columns.has(name));
  if (missing !== undefined) throw new SqlRefused(`has no column ${missing}`);
  if (!columns.has('because') && rule.reasons.failed === undefined)
    throw new SqlRefused('has no column because, and the rule no reason for failed');
  return { rule, query };
}

/** Names in braces of a reason. */
function placeholders(reason: string): readonly string[] {
  return [...reason.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
}

function problemOf({ id, place }: FleetRule, { line, message }: SqlRefused): RuleProblem {
  const where = line === undefined ? place.sqlLine : place.sqlLine + line - 1;
  return { file: place.file, line: where, says: `${id}: the query ${message}` };
}
