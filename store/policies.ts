import type { Host } from '../model/host.ts';
import {
  type FederationMode,
  type KnownPolicy,
  ourName,
  type Reading,
  type ReadingState,
} from '../model/policy.ts';
import type { Engine } from './engine.ts';
import type { Cut } from './pages.ts';
import { policyChangeReads } from './policy-change-reads.ts';
import { matchOf, subjectKeys } from './policy-match.ts';
import type { AboutFilter, PolicyAbout, PolicyCoverage, PolicyReads } from './policy-reads.ts';
import {
  type PolicyRow,
  policyColumns,
  policyOf,
  type ReadingRow,
  readingColumns,
  readingOf,
} from './policy-row.ts';
import { watchedNow } from './servers.ts';

const columns = policyColumns.join(', ');

/** The reads of policies, over an engine. */
export function policyReads(engine: Engine): PolicyReads {
  return {
    policiesAbout: (subject, filter) => policiesAbout(engine, subject, filter),
    policiesOf: (observer, cut) => policiesOf(engine, observer, cut),
    ...policyChangeReads(engine),
    newestReadings: (observers) => newestReadings(engine, observers),
    policyCoverage: () => policyCoverage(engine),
    federationModes: (observers) => federationModes(engine, observers),
  };
}

/** Policies as they were written, each with the newest reading of its list: the list is still there, so it was seen then. */
async function withLastSeen(engine: Engine, rows: readonly PolicyRow[]): Promise<readonly Seen[]> {
  if (rows.length === 0) return [];
  const newest = await engine.rows<ListKey & { readonly at: string }>({
    sql: `SELECT observer, source, origin, state = 'partial' AS partial, max(read_at) AS at FROM newest_readings
      WHERE state IN ('published', 'partial') AND observer IN {observers:Array(String)} GROUP BY observer, source, origin, partial`,
    parameters: { observers: [...new Set(rows.map(({ observer }) => observer))] },
  });
  const at = new Map(newest.map((list) => [listKey(list), list.at]));
  return rows.map((row) => ({ row, policy: policyOf(row, at.get(listKey(row)) ?? row.first_seen) }));
}

interface Seen {
  readonly row: PolicyRow;
  readonly policy: KnownPolicy;
}

type ListKey = Pick<PolicyRow, 'observer' | 'source' | 'origin'> & { readonly partial: boolean | number };

/** The engine writes a comparison as a number. */
function listKey({ observer, source, origin, partial }: ListKey): string {
  return JSON.stringify([observer, source, origin, Boolean(partial)]);
}

async function policiesAbout(
  engine: Engine,
  subject: Host,
  { sources, ended = false }: AboutFilter = {},
): Promise<readonly PolicyAbout[]> {
  const where = [
    'subject IN {subjects:Array(String)}',
    ...(sources === undefined ? [] : ['toString(source) IN {sources:Array(String)}']),
    ...(ended ? [] : ['ended_at IS NULL']),
  ];
  const rows = await engine.rows<PolicyRow>({
    sql: `SELECT ${columns} FROM policies_by_subject FINAL WHERE ${where.join(' AND ')}
      ORDER BY observer, source, origin, partial, subject`,
    parameters: { subjects: subjectKeys(subject), ...(sources !== undefined && { sources }) },
  });
  return (await withLastSeen(engine, rows)).flatMap(({ row, policy }) => {
    const by = matchOf(row, subject);
    return by === undefined ? [] : [{ ...policy, by }];
  });
}

async function policiesOf(
  engine: Engine,
  observer: Host,
  { limit, offset }: Cut,
): Promise<readonly KnownPolicy[]> {
  const rows = await engine.rows<PolicyRow>({
    sql: `SELECT ${columns} FROM policies FINAL WHERE observer = {observer:String} AND ended_at IS NULL
      ORDER BY subject, source, origin, partial LIMIT {limit:UInt32} OFFSET {offset:UInt32}`,
    parameters: { observer, limit, offset },
  });
  return (await withLastSeen(engine, rows)).map(({ policy }) => policy);
}

/** The newest of a group of rows of `newest_readings`. */
const newestOf = (column: string) => `argMax(${column}, revision) AS ${column}`;

async function newestReadings(engine: Engine, observers: readonly Host[]): Promise<readonly Reading[]> {
  const keys = ['observer', 'source', 'origin'];
  const values = readingColumns.filter((column) => !keys.includes(column) && column !== 'revision');
  const rows = await engine.rows<ReadingRow>({
    sql: `SELECT ${keys.join(', ')}, ${values.map((column) => `newest.${column} AS ${column}`).join(', ')}, top AS revision FROM (
        SELECT ${keys.join(', ')}, ${values.map(newestOf).join(', ')}, max(revision) AS top
        FROM newest_readings WHERE observer IN {observers:Array(String)} GROUP BY ${keys.join(', ')}
      ) AS newest ORDER BY observer, source, origin`,
    parameters: { observers },
  });
  return rows.map(readingOf);
}

const states = {
  published: 0,
  partial: 0,
  hidden: 0,
  'not-supported': 0,
  declined: 0,
  failed: 0,
} as const satisfies Record<ReadingState, number>;

async function policyCoverage(engine: Engine): Promise<PolicyCoverage> {
  const rows = await engine.rows<{ readonly state: ReadingState | ''; readonly peers: number }>({
    sql: `SELECT newest.state AS state, count() AS peers
      FROM (SELECT host FROM ${watchedNow} WHERE role = 'peer') AS known
      LEFT JOIN (
        SELECT observer, argMax(toString(state), revision) AS state FROM newest_readings WHERE source = 'api' GROUP BY observer
      ) AS newest ON newest.observer = known.host
      GROUP BY state`,
    heavy: true,
  });
  const [naming] = await engine.rows<{ readonly peers: number }>({
    sql: `SELECT uniqExact(observer) AS peers FROM (
        SELECT observer FROM policies_by_subject FINAL WHERE subject = {ourName:String} AND source = 'robots' AND ended_at IS NULL
      ) WHERE observer IN (SELECT host FROM ${watchedNow} WHERE role = 'peer')`,
    parameters: { ourName },
    heavy: true,
  });
  const counted = rows.flatMap(({ state, peers }) => (state === '' ? [] : [[state, peers] as const]));
  return {
    known: rows.reduce((sum, { peers }) => sum + peers, 0),
    byState: { ...states, ...Object.fromEntries(counted) },
    unread: rows.find(({ state }) => state === '')?.peers ?? 0,
    namingUs: naming?.peers ?? 0,
  };
}

async function federationModes(
  engine: Engine,
  observers: readonly Host[],
): Promise<ReadonlyMap<Host, Exclude<FederationMode, 'unknown'>>> {
  const rows = await engine.rows<{
    readonly observer: Host;
    readonly mode: Exclude<FederationMode, 'unknown'>;
  }>({
    sql: `SELECT observer, argMax(toString(newest_readings.mode), revision) AS mode FROM newest_readings
      WHERE observer IN {observers:Array(String)} AND source = 'api' AND newest_readings.mode != 'unknown' GROUP BY observer`,
    parameters: { observers },
  });
  return new Map(rows.map(({ observer, mode }) => [observer, mode]));
}
