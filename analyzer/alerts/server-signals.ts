import type { Finding } from '../../model/finding.ts';
import type { ServerStanding } from '../../model/server.ts';
import type { Signal } from '../../model/signal.ts';
import type { ServerRule } from '../../rules/rule.ts';
import type { LastObserved } from '../../store/alert-store.ts';
import { type AlertingChanges, alertingBySeverity, alertingOf } from './defaults.ts';

/** What signals of server rules are made from. `periodMs`: how often a probe asks a server. */
export interface ServerSignalsOptions {
  readonly findings: readonly Finding[];
  readonly servers: readonly ServerStanding[];
  readonly rules: readonly ServerRule[];
  readonly observed: readonly LastObserved[];
  /** What the configuration changes, by rule. */
  readonly changes: Readonly<Record<string, AlertingChanges>>;
  periodMs(probe: string, server: ServerStanding): number;
}

/** What server rules say of hosted servers, for all rules that alert; findings of other servers are left out. */
export function serverSignals(options: ServerSignalsOptions): readonly Signal[] {
  const rules = new Map(options.rules.map((rule) => [rule.id, rule]));
  const hosted = new Map(
    options.servers.filter(({ role }) => role === 'hosted').map((server) => [server.host, server]),
  );
  const observed = new Map(
    options.observed.map(({ server, probe, startedAt }) => [`${server} ${probe}`, startedAt]),
  );
  return options.findings.flatMap((finding) => {
    const [rule, server] = [rules.get(finding.rule), hosted.get(finding.server)];
    if (rule === undefined || server === undefined) return [];
    return signalOf(finding, { rule, server, observed, options }) ?? [];
  });
}

const day = 86_400_000;

interface Around {
  readonly rule: ServerRule;
  readonly server: ServerStanding;
  /** By server and probe. */
  readonly observed: ReadonlyMap<string, string>;
  readonly options: ServerSignalsOptions;
}

/** Findings are written when they change, so what they rest on may have been seen again since. */
function signalOf(finding: Finding, { rule, server, observed, options }: Around): Signal | undefined {
  const { severity, outcome, because, evidence, audience, ruleVersion, since } = finding;
  const alerting = alertingOf(alertingBySeverity[severity], rule.alerting, options.changes[rule.id]);
  if (alerting === 'never') return undefined;
  const probes = [...rule.needs, ...(rule.settles ?? [])];
  const seen = probes.map((probe) => observed.get(`${server.host} ${probe}`) ?? '');
  return {
    rule: rule.id,
    ruleVersion,
    labels: { server: server.host },
    audience,
    severity,
    outcome,
    because,
    evidence,
    observedAt: [finding.observedAt, ...seen].toSorted().at(-1) ?? finding.observedAt,
    since,
    alerting,
    everyMs: Math.min(day, ...probes.map((probe) => options.periodMs(probe, server))),
  };
}
