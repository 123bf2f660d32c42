import type { Clock } from '../model/clock.ts';
import type { Finding } from '../model/finding.ts';
import type { Host } from '../model/host.ts';
import type { ServerStanding } from '../model/server.ts';
import { columnInstant, type Engine } from './engine/engine.ts';
import { presentEnd } from './engine/present.ts';
import { earlierFindingOf, type FindingRow, findingColumns, findingOf, newestFindings } from './findings.ts';
import type { Cut, FindingCount, FindingListFilter, PageReads, ServerFilter } from './pages.ts';
import { newestConsent, type ServerRow, standing, watchedNow } from './servers.ts';

const columns = findingColumns.join(', ');

/** What reads of the present need. */
interface Present {
  readonly engine: Engine;
  readonly clock: Clock;
}

/** The reads of pages, over an engine. */
export function pageReads(engine: Engine, clock: Clock): PageReads {
  return {
    serverCount: (role) => serverCount(engine, role),
    serversOf: (filter, cut) => serversOf({ engine, clock }, filter, cut),
    unproven: () => unproven({ engine, clock }),
    findingCounts: (rule) => findingCounts({ engine, clock }, rule),
    findingList: (filter, cut) => findingList({ engine, clock }, filter, cut),
    findingsOf: async (servers) =>
      (await findingsOf<FindingRow>({ engine, clock }, servers, columns)).map(findingOf),
    earlierFindings: async (servers) =>
      (await findingsOf<EarlierRow>({ engine, clock }, servers, earlierColumns)).map(earlierFindingOf),
    changesAt: (server, limit) => changesAt(engine, server, limit),
    wellSince: (servers) => wellSince({ engine, clock }, servers),
    replayedUntil: (servers) => replayedUntil(engine, servers),
    newestObservation: () => newestObservation({ engine, clock }),
  };
}

async function serverCount(engine: Engine, role: string): Promise<number> {
  const sql = `SELECT count() AS count FROM ${watchedNow} WHERE toString(role) = {role:String}`;
  const [row] = await engine.rows<{ readonly count: number }>({ sql, parameters: { role } });
  return row?.count ?? 0;
}

async function serversOf(
  { engine, clock }: Present,
  { role, hosts, named }: ServerFilter,
  { limit, offset }: Cut,
): Promise<readonly ServerStanding[]> {
  const where = [
    ...(role === undefined ? [] : ['toString(role) = {role:String}']),
    ...(hosts === undefined ? [] : ['host IN {hosts:Array(String)}']),
    ...(named === undefined ? [] : ['position(host, {named:String}) > 0']),
  ];
  const rows = await engine.rows<ServerRow>({
    sql: `WITH chosen AS (
        SELECT host, toString(role) AS role, state, customer, account, expect, objective, watched_since FROM ${watchedNow} AS watched
        ${where.length === 0 ? '' : `WHERE ${where.join(' AND ')}`} ORDER BY host LIMIT {limit:UInt32} OFFSET {offset:UInt32}
      )
      SELECT chosen.host AS host, chosen.role AS role, state, customer, account, expect, objective, watched_since, seen.consent AS consent
      FROM chosen LEFT JOIN (
        SELECT server, ${newestConsent} AS consent FROM latest FINAL
        WHERE server IN (SELECT host FROM chosen) GROUP BY server
      ) AS seen ON seen.server = chosen.host ORDER BY host`,
    parameters: {
      limit,
      offset,
      until: presentEnd(clock),
      ...(role === undefined ? {} : { role }),
      ...(hosts === undefined ? {} : { hosts }),
      ...(named === undefined ? {} : { named }),
    },
  });
  return rows.map(standing);
}

async function unproven({ engine, clock }: Present): Promise<readonly Host[]> {
  const rows = await engine.rows<{ readonly server: Host }>({
    sql: `SELECT server FROM latest FINAL
      WHERE server IN (SELECT host FROM ${watchedNow} WHERE toString(role) = 'hosted')
      GROUP BY server HAVING ${newestConsent} = 'unproven' ORDER BY server`,
    parameters: { until: presentEnd(clock) },
  });
  return rows.map(({ server }) => server);
}

/** Current findings beside the role of their server; those of servers that are no longer watched fall out. */
const enrolledFindings = (which: string | undefined) => `${newestFindings(which)} AS found
  INNER JOIN (SELECT host, toString(role) AS role FROM ${watchedNow}) AS enrolled ON enrolled.host = found.server`;

const ofRule = (rule: string | undefined) => (rule === undefined ? undefined : 'rule = {rule:String}');

async function findingCounts(
  { engine, clock }: Present,
  rule: string | undefined,
): Promise<readonly FindingCount[]> {
  return engine.rows<FindingCount>({
    sql: `SELECT role, audience, toString(found.outcome) AS outcome, count() AS count FROM ${enrolledFindings(ofRule(rule))}
      GROUP BY role, audience, outcome ORDER BY role, audience, outcome`,
    parameters: { until: presentEnd(clock), ...(rule === undefined ? {} : { rule }) },
    heavy: true,
  });
}

async function findingList(
  { engine, clock }: Present,
  { audience, outcome, rule }: FindingListFilter,
  { limit, offset }: Cut,
): Promise<readonly Finding[]> {
  const until = presentEnd(clock);
  // Which they are, first: what all findings say is most of what there is to read.
  const keys = await engine.rows<FindingKey>({
    sql: `SELECT found.server AS server, found.rule AS rule, found.labels AS labels FROM ${enrolledFindings(ofRule(rule))}
      WHERE audience = {audience:String} AND toString(outcome) = {outcome:String}
      ORDER BY role = 'hosted' DESC, indexOf(['critical', 'error', 'warning', 'info'], severity), since, server, rule, labels
      LIMIT {limit:UInt32} OFFSET {offset:UInt32}`,
    parameters: { until, audience, outcome, limit, offset, ...(rule === undefined ? {} : { rule }) },
    heavy: true,
  });
  if (keys.length === 0) return [];
  const rows = await engine.rows<FindingRow>({
    sql: `SELECT ${columns} FROM ${newestFindings('server IN {servers:Array(String)} AND rule IN {rules:Array(String)}')}`,
    parameters: { until, servers: keys.map((key) => key.server), rules: keys.map((key) => key.rule) },
    heavy: true,
  });
  const byKey = new Map(rows.map((row) => [keyText(row), row]));
  return keys.flatMap((key) => byKey.get(keyText(key)) ?? []).map(findingOf);
}

type FindingKey = Pick<FindingRow, 'server' | 'rule' | 'labels'>;

const keyText = ({ server, rule, labels }: FindingKey) => `${server} ${rule} ${labels}`;

type EarlierRow = Omit<FindingRow, 'evidence'>;

/** Evidence and reasons are most of what a finding takes. */
const earlierColumns = findingColumns
  .filter((name) => name !== 'evidence')
  .map((name) =>
    name === 'because' ? "if(outcome IN ('failed', 'cannot-tell'), known.because, '') AS because" : name,
  )
  .join(', ');

/** `read`: which columns. */
async function findingsOf<Row extends EarlierRow>(
  { engine, clock }: Present,
  servers: readonly Host[],
  read: string,
): Promise<readonly Row[]> {
  const until = presentEnd(clock);
  const which = 'server IN {servers:Array(String)}';
  const from = (table: string) => `SELECT ${read} FROM ${table} ORDER BY server, rule, labels`;
  const sql = from(`current_findings AS known FINAL PREWHERE ${which}`);
  const newest = await engine.rows<Row>({ sql, parameters: { servers } });
  // None is dated in the future, nearly always: one read of them is enough then.
  if (newest.every(({ observed_at }) => columnInstant(observed_at) <= until)) return newest;
  return engine.rows<Row>({
    sql: from(`${newestFindings(which)} AS known`),
    parameters: { servers, until },
  });
}

async function changesAt(engine: Engine, server: Host, limit: number): Promise<readonly Finding[]> {
  const rows = await engine.rows<FindingRow>({
    sql: `SELECT ${columns} FROM (
        SELECT * FROM findings FINAL WHERE server = {server:String}
        ORDER BY observed_at DESC, written_at DESC LIMIT 1 BY rule, labels, since, outcome
      ) ORDER BY since DESC, rule, labels LIMIT {limit:UInt32}`,
    parameters: { server, limit },
  });
  return rows.map(findingOf);
}

/** A step is where an outcome began, and whether it was a failure. */
async function wellSince(
  { engine, clock }: Present,
  servers: readonly Host[],
): Promise<ReadonlyMap<Host, string>> {
  if (servers.length === 0) return new Map();
  const rows = await engine.rows<{ readonly server: Host; readonly at: string }>({
    sql: `SELECT server, if(countIf(failed > 0) > 0, maxIf(steps[failed + 1].1, failed > 0), min(steps[1].1)) AS at
      FROM (
        SELECT server, arraySort(groupUniqArray((since, outcome = 'failed'))) AS steps, arrayLastIndex(step -> step.2, steps) AS failed
        FROM findings WHERE server IN {servers:Array(String)} AND observed_at <= {until:DateTime64(3, 'UTC')}
        GROUP BY server, rule, labels
      ) GROUP BY server HAVING countIf(failed = length(steps)) = 0`,
    parameters: { servers, until: presentEnd(clock) },
    heavy: true,
  });
  return new Map(rows.map(({ server, at }) => [server, at]));
}

async function replayedUntil(engine: Engine, servers: readonly Host[]): Promise<ReadonlyMap<Host, string>> {
  const rows = await engine.rows<{ readonly server: Host; readonly at: string }>({
    sql: `SELECT server, max(started_at) AS at FROM observations
      WHERE server IN {servers:Array(String)} AND replayed GROUP BY server`,
    parameters: { servers },
  });
  return new Map(rows.map(({ server, at }) => [server, at]));
}

async function newestObservation({ engine, clock }: Present): Promise<string | undefined> {
  const [row] = await engine.rows<{ readonly at: string; readonly count: number }>({
    sql: `SELECT max(started_at) AS at, count() AS count FROM latest WHERE outcome != 'missed' AND NOT replayed
      AND started_at <= {until:DateTime64(3, 'UTC')}`,
    parameters: { until: presentEnd(clock) },
    heavy: true,
  });
  return row === undefined || row.count === 0 ? undefined : row.at;
}
