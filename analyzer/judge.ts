import type { EarlierFinding, Finding } from '../model/finding.ts';
import type { Host } from '../model/host.ts';
import type { ServerRule } from '../rules/rule.ts';
import { evaluate, type Judgement } from './evaluate.ts';
import { severityOf } from './severity.ts';
import { newestAt, type Snapshot } from './snapshot.ts';

/** A rule of ours that threw at a server's observations. */
export interface RuleBug {
  readonly rule: string;
  readonly server: Host;
  readonly error: unknown;
}

/** What all rules say of one server, in the order of the rules, and which of them threw. */
export interface Judged {
  readonly findings: readonly Finding[];
  readonly bugs: readonly RuleBug[];
  /** Which rules could say more if they saw the server as it was at an instant, RFC 3339, by rule. */
  readonly recalls: ReadonlyMap<string, string>;
}

/** `previous`: the server's current findings. `earlier`: the server as it was at each observation before that a rule wants, newest first. */
export interface JudgeOptions {
  readonly rules: readonly ServerRule[];
  readonly previous?: readonly EarlierFinding[];
  readonly earlier?: (rule: ServerRule) => readonly Snapshot[] | undefined;
}

/** All rules over one snapshot. Pure: equal input gives equal findings. A rule none of whose probes was ever observed has no finding. */
export function judge(snapshot: Snapshot, { rules, previous = [], earlier }: JudgeOptions): Judged {
  const findings: Finding[] = [];
  const bugs: RuleBug[] = [];
  const recalls = new Map<string, string>();
  const before = new Map(previous.map((finding) => [finding.rule, finding]));
  for (const rule of rules) {
    const judgement = evaluate(rule, snapshot, earlier?.(rule));
    if (judgement.bug !== undefined)
      bugs.push({ rule: rule.id, server: snapshot.server.host, error: judgement.bug });
    const observedAt = newestAt(judgement.evidence);
    if (observedAt === undefined) continue;
    const { verdict } = judgement;
    if (verdict.outcome === 'cannot-tell' && verdict.recall !== undefined)
      recalls.set(rule.id, verdict.recall);
    findings.push(findingOf(rule, judgement, { snapshot, observedAt, before: before.get(rule.id) }));
  }
  return { findings, bugs, recalls };
}

interface Context {
  readonly snapshot: Snapshot;
  readonly observedAt: string;
  readonly before: EarlierFinding | undefined;
}

function findingOf(rule: ServerRule, { verdict, evidence }: Judgement, context: Context): Finding {
  const { snapshot, observedAt, before } = context;
  return {
    server: snapshot.server.host,
    rule: rule.id,
    ruleVersion: rule.version,
    audience: rule.audience,
    outcome: verdict.outcome,
    severity: severityOf({
      ...rule,
      ...(verdict.outcome === 'failed' && { impact: verdict.impact ?? rule.impact }),
    }),
    because: verdict.because ?? '',
    ...(verdict.conclusion !== undefined && { conclusion: verdict.conclusion }),
    evidence: evidence.map(({ id }) => id),
    observedAt,
    since: before?.outcome === verdict.outcome ? before.since : observedAt,
  };
}
