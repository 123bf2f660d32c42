import type { Clock } from '../model/clock.ts';
import type { Audience, EarlierFinding, Finding, Outcome, Severity } from '../model/finding.ts';
import type { Host } from '../model/host.ts';
import { columnInstant, type Engine, jsonLines } from './engine/engine.ts';
import { presentEnd } from './engine/present.ts';
import type { FindingFilter } from './store.ts';

/** A finding as its tables hold it. Instants are RFC 3339 when read. */
export interface FindingRow {
  readonly server: Host;
  readonly rule: string;
  readonly observed_at: string;
  readonly rule_version: number;
  readonly audience: Audience;
  readonly outcome: Outcome;
  readonly severity: Severity;
  readonly because: string;
  readonly evidence: readonly string[];
  readonly since: string;
  /** JSON with sorted keys. Empty: the server alone. */
  readonly labels: string;
  /** Empty: the outcome says all. */
  readonly conclusion: string;
}

/** Columns of a finding, in the order they are read. */
export const findingColumns = [
  'server',
  'rule',
  'observed_at',
  'rule_version',
  'audience',
  'outcome',
  'severity',
  'because',
  'evidence',
  'since',
  'labels',
  'conclusion',
] as const satisfies readonly (keyof FindingRow)[];
const columns = findingColumns.join(', ');

/**
 * The newest finding of every rule, server and labels as a table to select from; those dated in the future do not count.
 * It takes the parameter `until`, the end of the present. `which`: a condition on `server` and `rule`, so that only those are read.
 */
export function newestFindings(which?: string): string {
  const until = "{until:DateTime64(3, 'UTC')}";
  // All rows of a finding have its key, and the newest is ahead where any is: both are looked at before rows are united.
  const key = which === undefined ? '' : `PREWHERE ${which}`;
  const ahead = `SELECT server, rule, labels FROM current_findings ${key} WHERE observed_at > ${until}`;
  return `(
    SELECT ${columns} FROM current_findings FINAL ${key} WHERE observed_at <= ${until}
    UNION ALL
    SELECT ${columns} FROM (
      SELECT * FROM findings FINAL WHERE observed_at <= ${until} AND (server, rule, labels) IN (${ahead})
      ORDER BY observed_at DESC, written_at DESC LIMIT 1 BY server, rule, labels
    )
  )`;
}

/** Appends findings. Never dropped as a repetition: a verdict that returns after another one is news. Equal rows collapse by key. */
export async function recordFindings(engine: Engine, findings: readonly Finding[]): Promise<void> {
  if (findings.length === 0) return;
  await engine.insert({
    table: 'findings',
    columns: findingColumns,
    body: jsonLines(findings.map(findingRow)),
  });
}

/** The newest finding of every rule, server and labels, by server, rule and labels. */
export async function currentFindings(
  engine: Engine,
  clock: Clock,
  filter: FindingFilter = {},
): Promise<readonly Finding[]> {
  const { server, rule, rules, audience, outcomes } = filter;
  // The newest row of a rule is found first, then narrowed: an older one must not show through.
  const key = [
    ...(server === undefined ? [] : ['server = {server:String}']),
    ...(rule === undefined ? [] : ['rule = {rule:String}']),
    ...(rules === undefined ? [] : ['has({rules:Array(String)}, rule)']),
  ];
  const which = key.length === 0 ? undefined : key.join(' AND ');
  const where = [
    ...(audience === undefined ? [] : ['audience = {audience:String}']),
    ...(outcomes === undefined ? [] : ['has({outcomes:Array(String)}, toString(outcome))']),
  ];
  const rows = await engine.rows<FindingRow>({
    sql: `SELECT ${columns} FROM ${newestFindings(which)} ${where.length === 0 ? '' : `WHERE ${where.join(' AND ')}`} ORDER BY server, rule, labels`,
    parameters: {
      until: presentEnd(clock),
      ...(server === undefined ? {} : { server }),
      ...(rule === undefined ? {} : { rule }),
      ...(rules === undefined ? {} : { rules }),
      ...(audience === undefined ? {} : { audience }),
      ...(outcomes === undefined ? {} : { outcomes }),
    },
    heavy: server === undefined,
  });
  return rows.map(findingOf);
}

/** A rule's transitions at one server, newest first: of each unbroken row of equal outcomes its newest finding. */
export async function transitions(
  engine: Engine,
  of: { readonly server: Host; readonly rule: string; readonly limit: number },
): Promise<readonly Finding[]> {
  const rows = await engine.rows<FindingRow>({
    sql: `SELECT ${columns} FROM findings FINAL WHERE server = {server:String} AND rule = {rule:String}
      ORDER BY observed_at DESC, written_at DESC LIMIT 1 BY labels, since, outcome LIMIT {limit:UInt32}`,
    parameters: { ...of },
  });
  return rows.map(findingOf);
}

/** The first finding in the unbroken row of equal outcomes that a finding belongs to: the change itself. Undefined: it is no longer kept. */
export async function firstFinding(
  engine: Engine,
  { server, rule, since, outcome, labels }: Finding,
): Promise<Finding | undefined> {
  const rows = await engine.rows<FindingRow>({
    sql: `SELECT ${columns} FROM findings FINAL WHERE server = {server:String} AND rule = {rule:String}
      AND since = {since:DateTime64(3, 'UTC')} AND toString(outcome) = {outcome:String} AND labels = {labels:String}
      ORDER BY observed_at, written_at LIMIT 1`,
    parameters: { server, rule, since: columnInstant(since), outcome, labels: labelsText(labels) },
  });
  return rows.map(findingOf)[0];
}

/** Those of some servers whose findings rest on what was seen at a host; sorted. */
export async function restingOn(
  engine: Engine,
  host: Host,
  servers: readonly Host[],
): Promise<readonly Host[]> {
  if (servers.length === 0) return [];
  const rows = await engine.rows<Pick<FindingRow, 'server'>>({
    sql: `SELECT DISTINCT server FROM findings WHERE server IN {servers:Array(String)}
      AND arrayExists(id -> startsWith(id, concat({host:String}, '/')), evidence) ORDER BY server`,
    parameters: { servers, host },
  });
  return rows.map(({ server }) => server);
}

/** The row that a finding is written as. */
export function findingRow(finding: Finding): FindingRow {
  return {
    server: finding.server,
    rule: finding.rule,
    observed_at: columnInstant(finding.observedAt),
    rule_version: finding.ruleVersion,
    audience: finding.audience,
    outcome: finding.outcome,
    severity: finding.severity,
    because: finding.because,
    evidence: finding.evidence,
    since: columnInstant(finding.since),
    labels: labelsText(finding.labels),
    conclusion: finding.conclusion ?? '',
  };
}

/** The finding that was written as this row. */
export function findingOf(row: FindingRow): Finding {
  return { ...earlierFindingOf(row), evidence: row.evidence };
}

/** As `findingOf`, of a row that was read without its evidence. */
export function earlierFindingOf(row: Omit<FindingRow, 'evidence'>): EarlierFinding {
  return {
    server: row.server,
    rule: row.rule,
    ruleVersion: row.rule_version,
    audience: row.audience,
    outcome: row.outcome,
    severity: row.severity,
    because: row.because,
    observedAt: row.observed_at,
    since: row.since,
    ...(row.labels === '' ? {} : { labels: JSON.parse(row.labels) }),
    ...(row.conclusion === '' ? {} : { conclusion: row.conclusion }),
  };
}

/** Equal labels are equal texts: they are part of a finding's key. */
function labelsText(labels: Finding['labels'] = {}): string {
  const entries = Object.entries(labels).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return entries.length === 0 ? '' : JSON.stringify(Object.fromEntries(entries));
}
