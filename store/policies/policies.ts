import type { Host } from '../../model/host.ts';
import type { FederationMode, KnownPolicy, Reading } from '../../model/policy.ts';
import { inBatches } from '../engine/batches.ts';
import type { Engine } from '../engine/engine.ts';
import type { Cut } from '../pages.ts';
import { policyChangeReads } from './policy-change-reads.ts';
import { lastReadings, listsRead, policyCoverage } from './policy-coverage.ts';
import { matchOf, subjectKeys } from './policy-match.ts';
import type { AboutFilter, ListStanding, PolicyAbout, PolicyReads } from './policy-reads.ts';
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
    listStandings: (observers) => inBatches(observers, (some) => listStandings(engine, some)),
    policyCoverage: (at) => policyCoverage(engine, at),
    lastReadings: (observers, until) => inBatches(observers, (some) => lastReadings(engine, some, until)),
    listsRead: (period) => listsRead(engine, period),
    federationModes: (observers) => federationModes(engine, observers),
  };
}

/** Policies as they were written, each with the newest reading of its list: the list is still there, so it was seen then. */
async function withLastSeen(engine: Engine, rows: readonly PolicyRow[]): Promise<readonly Seen[]> {
  if (rows.length === 0) return [];
  // Ordered and not grouped: a list has a few rows at most, and to group them takes the engine longer than to find them. The last of a key stays.
  const readings = await engine.rows<ListKey & { readonly at: string }>({
    sql: `SELECT observer, source, origin, state = 'partial' AS partial, read_at AS at FROM newest_readings
      PREWHERE observer IN {observers:Array(String)} WHERE state IN ('published', 'partial') ORDER BY at`,
    parameters: { observers: [...new Set(rows.map(({ observer }) => observer))] },
  });
  const at = new Map(readings.map((list) => [listKey(list), list.at]));
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
    ...(sources === undefined ? [] : ['toString(source) IN {sources:Array(String)}']),
    ...(ended ? [] : ['ended_at IS NULL']),
  ];
  // PREWHERE, which the engine does not choose by itself with FINAL: most of the subjects are on no list, and of these no other column is read.
  const rows = await engine.rows<PolicyRow>({
    sql: `SELECT ${columns} FROM policies_by_subject FINAL PREWHERE subject IN {subjects:Array(String)}
      ${where.length === 0 ? '' : `WHERE ${where.join(' AND ')}`} ORDER BY observer, source, origin, partial, subject, first_seen`,
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

async function listStandings(engine: Engine, observers: readonly Host[]): Promise<readonly ListStanding[]> {
  const rows = await engine.rows<
    Omit<ListStanding, 'publishedAt'> & { readonly published_at: string | null }
  >({
    sql: `SELECT observer, source, origin, argMax(toString(newest_readings.state), revision) AS state,
        maxOrNullIf(read_at, newest_readings.state = 'published') AS published_at
      FROM newest_readings WHERE observer IN {observers:Array(String)} GROUP BY observer, source, origin ORDER BY observer, source, origin`,
    parameters: { observers },
  });
  return rows.map(({ published_at: publishedAt, ...list }) => ({
    ...list,
    ...(publishedAt !== null && { publishedAt }),
  }));
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
