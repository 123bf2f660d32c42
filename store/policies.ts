import type { Host } from '../model/host.ts';
import type { FederationMode, KnownPolicy, Reading } from '../model/policy.ts';
import type { Engine } from './engine.ts';
import type { Cut } from './pages.ts';
import { policyChangeReads } from './policy-change-reads.ts';
import { policyCoverage } from './policy-coverage.ts';
import { matchOf, subjectKeys } from './policy-match.ts';
import type { AboutFilter, PolicyAbout, PolicyReads } from './policy-reads.ts';
import {
  type PolicyRow,
  policyColumns,
  policyOf,
  type ReadingRow,
  readingColumns,
  readingOf,
} from './policy-row.ts';

const columns = policyColumns.join(', ');

/** The reads of policies, over an engine. */
export function policyReads(engine: Engine): PolicyReads {
  return {
    policiesAbout: (subject, filter) => policiesAbout(engine, subject, filter),
    policiesOf: (observer, cut) => policiesOf(engine, observer, cut),
    ...policyChangeReads(engine),
    newestReadings: (observers) => newestReadings(engine, observers),
    policyCoverage: (at) => policyCoverage(engine, at),
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
