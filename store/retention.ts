import { type Clock, instant } from '../model/clock.ts';
import type { RetainedTable } from '../model/configuration/retention.ts';
import type { Host } from '../model/host.ts';
import { columnInstant, type Engine } from './engine/engine.ts';
import { type Removed, remove } from './forget.ts';
import { subjectKeys } from './policies/policy-match.ts';

/** What is kept for how long. `days`: by table; `licence_evidence` is what failed findings of licence rules rest on, wherever it lies. `held`: servers of which nothing is removed. */
export interface RetentionOrder {
  readonly days: Readonly<Partial<Record<RetainedTable, number>>>;
  readonly held: readonly Host[];
}

/** Days that hold where nothing is configured: what the schema says of tables that expire by themselves, and of alerts what is more than enough. */
const ownDays: Readonly<Partial<Record<RetainedTable, number>>> = {
  observations: 396,
  evidence: 427,
  policy_changes: 396,
  policy_readings: 396,
  alerts: 396,
  acts: 396,
};

/**
 * Rows of a table that may expire. `held`: a condition that is true for rows of servers under legal hold, and for rows that their findings rest on.
 * `restedOn`: true for rows that some findings rest on, or that are those findings; absent: no finding rests on rows of this table.
 */
interface Expiring {
  readonly of: RetainedTable;
  readonly table: string;
  readonly before: (cutoff: string) => string;
  readonly held: (hosts: readonly Host[]) => string;
  readonly restedOn?: (findings: string) => string;
}

/** Texts that have nothing in them that ends one. */
const quoted = (texts: readonly string[]) => texts.map((text) => `'${text}'`).join(', ');
const server = (hosts: readonly Host[]) => `server IN (${quoted(hosts)})`;
/** A finding of one server may rest on what was seen at others. */
const observed = (findings: string) => `id IN (SELECT arrayJoin(evidence) FROM findings WHERE ${findings})`;
const ownOrObserved = (hosts: readonly Host[]) => `${server(hosts)} OR ${observed(server(hosts))}`;
const observer = (hosts: readonly Host[]) => `observer IN (${quoted(hosts)})`;
/** What is said of a held server, by whatever name it goes on a list, is held with it. */
const eitherSide = (hosts: readonly Host[]) =>
  `observer IN (${quoted(hosts)}) OR subject IN (${quoted(hosts.flatMap(subjectKeys))})`;
const citedIn = (observations: string) =>
  `kept_sha256 IN (SELECT arrayJoin(extractAll(exchanges, '"keptSha256":"([0-9a-f]{64})"')) FROM observations WHERE ${observations})`;
/** Every version of a policy that ended: one of before its end that stayed would be taken for a policy that stands. */
const ended = (table: string, key: string) => (cutoff: string) =>
  `(${key}) IN (SELECT ${key} FROM ${table} FINAL WHERE ended_at < ${cutoff})`;
const policyKey = 'observer, source, origin, partial, subject';
/** What is made of observations goes by stretches of six hours, with the last one of a stretch, which a hold or a finding may keep. It looks what is left, so it comes behind them. */
const withoutObservations = (cutoff: string) =>
  `stretch <= ${cutoff} AND (server, stretch) NOT IN (SELECT server, toStartOfInterval(scheduled_at, INTERVAL 6 HOUR) FROM observations WHERE scheduled_at < ${cutoff} + INTERVAL 6 HOUR)`;
const older = (column: string) => (cutoff: string) => `${column} < ${cutoff}`;

const named = (hosts: readonly Host[]) =>
  `arrayExists(host -> position(followed, concat('"', host, '"')) > 0, [${quoted(hosts)}])`;
/** By alert, not by row: the row that hides an older one names nobody, and must not go before that one. */
const alertNamed = (hosts: readonly Host[]) => `id IN (SELECT id FROM alerts WHERE ${named(hosts)})`;
const goneAlerts = (cutoff: string) => `id IN (SELECT id FROM alerts FINAL WHERE gone AND at < ${cutoff})`;

/** Evidence goes before the observations that say whose it is. A finding that is still the newest of its rule stays. Of an alert, what would show through goes first. */
const expiring: readonly Expiring[] = [
  {
    of: 'evidence',
    table: 'evidence',
    before: (cutoff) => `addMonths(month, 1) <= toDate(${cutoff})`,
    held: (hosts) => citedIn(ownOrObserved(hosts)),
    restedOn: (findings) => citedIn(observed(findings)),
  },
  ...['observations', 'latest', 'compared'].map((table) => ({
    of: 'observations' as const,
    table,
    before: older('scheduled_at'),
    held: ownOrObserved,
    restedOn: observed,
  })),
  {
    of: 'observations',
    table: 'stated_sizes_by_month',
    before: (cutoff) => `addMonths(month, 1) <= toDate(${cutoff})`,
    held: server,
  },
  ...['visits_by_point', 'answers'].map((table) => ({
    of: 'observations' as const,
    table,
    before: withoutObservations,
    held: () => 'false',
    restedOn: () => 'false',
  })),
  {
    of: 'observations',
    table: 'work_by_point',
    before: older('point'),
    held: () => 'false',
  },
  {
    of: 'findings',
    table: 'findings',
    before: (cutoff) =>
      `observed_at < ${cutoff} AND (server, rule, observed_at) NOT IN (SELECT server, rule, observed_at FROM current_findings FINAL)`,
    held: server,
    restedOn: (findings) => findings,
  },
  { of: 'policies', table: 'policies', before: ended('policies', policyKey), held: eitherSide },
  {
    of: 'policies',
    table: 'policies_by_subject',
    before: ended('policies_by_subject', `${policyKey}, first_seen`),
    held: eitherSide,
  },
  { of: 'policy_changes', table: 'policy_changes', before: older('changed_at'), held: eitherSide },
  { of: 'policy_readings', table: 'policy_readings', before: older('read_at'), held: observer },
  {
    of: 'alerts',
    table: 'alerts',
    before: (cutoff) => `NOT gone AND ${goneAlerts(cutoff)}`,
    held: alertNamed,
  },
  { of: 'alerts', table: 'alerts', before: (cutoff) => `gone AND ${goneAlerts(cutoff)}`, held: alertNamed },
  { of: 'acts', table: 'acts', before: older('at'), held: () => 'false' },
  {
    of: 'alert_changes',
    table: 'alert_changes',
    before: (cutoff) => `at < ${cutoff} AND id NOT IN (SELECT id FROM alerts FINAL WHERE NOT gone)`,
    held: named,
  },
];

/** Removes what is older than it may be, legal hold aside. Resolves with what went. */
export async function expire(
  engine: Engine,
  clock: Clock,
  order: RetentionOrder,
): Promise<readonly Removed[]> {
  // Statements that remove take no parameters; a host has nothing that ends a text.
  if (!order.held.every((host) => /^[a-z0-9.-]+$/.test(host))) throw new RangeError('a hold is on no host');
  const removed: Removed[] = [];
  for (const each of expiring) {
    const days = order.days[each.of] ?? ownDays[each.of];
    if (days === undefined) continue;
    const kept = keptOf(each, order, clock);
    if (order.days[each.of] !== undefined || kept.length > 0) await takeOver(engine, each.table);
    const rows = await remove(engine, each.table, condition(each, cutoffOf(clock, days), kept));
    if (rows > 0) removed.push({ table: each.table, rows });
  }
  return removed;
}

function cutoffOf(clock: Clock, days: number): string {
  const at = columnInstant(instant(clock.now() - days * 24 * 60 * 60 * 1_000));
  return `toDateTime64('${at}', 3, 'UTC')`;
}

function condition({ before }: Expiring, cutoff: string, kept: readonly string[]): string {
  return [`(${before(cutoff)})`, ...kept.map((each) => `NOT (${each})`)].join(' AND ');
}

/** What stays although it is old: conditions, any of which is enough. */
function keptOf(
  { held, restedOn }: Expiring,
  { days, held: hosts }: RetentionOrder,
  clock: Clock,
): readonly string[] {
  const verdicts = days.licence_evidence;
  return [
    ...(hosts.length === 0 ? [] : [held(hosts)]),
    ...(verdicts === undefined || restedOn === undefined
      ? []
      : [restedOn(negativeLicence(cutoffOf(clock, verdicts)))]),
  ];
}

const negativeLicence = (cutoff: string) =>
  `startsWith(rule, 'licence.') AND outcome = 'failed' AND observed_at >= ${cutoff}`;

/** The expiry of the engine knows neither holds nor a configuration: from the first of them on, expiry is ours alone. */
async function takeOver(engine: Engine, table: string): Promise<void> {
  const [found] = await engine.rows<{ readonly definition: string }>({
    sql: `SELECT create_table_query AS definition FROM system.tables
      WHERE database = currentDatabase() AND name = {table:String}`,
    parameters: { table },
  });
  if (/\bTTL\b/.test(found?.definition ?? '')) await engine.command(`ALTER TABLE ${table} REMOVE TTL`);
}
