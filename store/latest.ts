import type { Clock } from '../model/clock.ts';
import type { Host } from '../model/host.ts';
import type { Observation } from '../model/observation.ts';
import { hostsPerQuery } from './engine/batches.ts';
import { columnInstant, type Engine } from './engine/engine.ts';
import { presentEnd } from './engine/present.ts';
import { type ObservationRow, observationColumns, observationOf } from './observation-row.ts';

const columns = observationColumns.join(', ');
/** Rows of one key lie in one partition, so partitions need not be compared with each other. */
export const byPartition = 'SETTINGS do_not_merge_across_partitions_select_final = 1';
/** The order of observations of one probe as `latest` has it: what was seen before what was missed, then the later slot, and of one slot what was written last. */
export const newestFirst = "outcome = 'missed', scheduled_at DESC, written_at DESC, vantage";
/** Rows per answer: what is parsed in one go without stalling the event loop. */
const pageRows = 2_000;

/**
 * The newest rows of some servers, as a table to select from. Until parts are merged a row that was replaced still lies in an older part, often with the rows
 * of its neighbours: it is found by its rank, so that its documents are not unpacked. Both reads are of one moment: `enable_shared_storage_snapshot_in_query`.
 */
const ofServers = `latest FINAL PREWHERE server IN {servers:Array(String)} AND (server, probe, rank) IN (
    SELECT server, probe, max(rank) FROM latest WHERE server IN {servers:Array(String)} GROUP BY server, probe)`;

/** The newest observation of every probe of every server. */
export async function latestOfAll(engine: Engine, clock: Clock): Promise<readonly Observation[]> {
  const all: Observation[] = [];
  for (let after = { server: '', probe: '' }, more = true; more; ) {
    const rows = await engine.rows<ObservationRow>({
      sql: `SELECT ${columns} FROM latest FINAL WHERE (server, probe) > ({server:String}, {probe:String}) ORDER BY server, probe LIMIT ${pageRows}`,
      parameters: after,
      heavy: true,
    });
    all.push(...(await present(engine, clock, rows)));
    after = rows.at(-1) ?? after;
    more = rows.length === pageRows;
  }
  return all;
}

/** The newest observation of every probe of some servers. */
export async function latestOf(
  engine: Engine,
  clock: Clock,
  servers: readonly Host[],
): Promise<readonly Observation[]> {
  const sorted = [...new Set(servers)].toSorted();
  const all: Observation[] = [];
  for (let from = 0; from < sorted.length; from += hostsPerQuery) {
    const rows = await engine.rowsInTurn<ObservationRow>({
      sql: `SELECT ${columns} FROM ${ofServers} ORDER BY server, probe`,
      parameters: { servers: sorted.slice(from, from + hostsPerQuery) },
    });
    all.push(...(await present(engine, clock, rows)));
  }
  return all;
}

/** The newest observations of some servers, to go through once, a server at a time; who keeps none of them never holds more than those of one. */
export interface LatestInTurn {
  /** When the newest of all was begun. RFC 3339; undefined: there are none. */
  readonly newest: string | undefined;
  /** By host and probe. A server without observations is left out. */
  readonly servers: Iterable<readonly Observation[]>;
}

/** A row, and what can be said of all rows of its answer. Instants are RFC 3339. */
interface RowAmongOthers extends ObservationRow {
  readonly newest: string;
  readonly farthest: string;
}

/** As `latestOf`, a server at a time. */
export async function latestInTurn(
  engine: Engine,
  clock: Clock,
  servers: readonly Host[],
): Promise<LatestInTurn> {
  const some = [...new Set(servers)];
  if (some.length > hostsPerQuery) return atOnce(await latestOf(engine, clock, some));
  const answer = await engine.rowsInTurn<RowAmongOthers>({
    sql: `SELECT ${columns}, max(started_at) OVER () AS newest, max(scheduled_at) OVER () AS farthest FROM ${ofServers} ORDER BY server, probe`,
    parameters: { servers: some },
  });
  const rows = Iterator.from(answer);
  const opening = rows.next();
  if (opening.done === true) return atOnce([]);
  const first = opening.value;
  // In place of what is dated in the future something older counts, which is asked for apart.
  if (columnInstant(first.farthest) > presentEnd(clock))
    return atOnce(await present(engine, clock, [first, ...rows]));
  return { newest: first.newest, servers: byServer(first, rows) };
}

function* byServer(
  first: ObservationRow,
  others: Iterable<ObservationRow>,
): Generator<readonly Observation[]> {
  let { server } = first;
  let own = [observationOf(first)];
  for (const row of others) {
    if (row.server !== server) {
      yield own;
      ({ server } = row);
      own = [];
    }
    own.push(observationOf(row));
  }
  yield own;
}

function atOnce(observations: readonly Observation[]): LatestInTurn {
  const newest = observations
    .map(({ startedAt }) => startedAt)
    .toSorted()
    .at(-1);
  return { newest, servers: Map.groupBy(observations, ({ server }) => server).values() };
}

/** The rows, and in place of those that are dated in the future the newest ones that are not, where there are any. */
async function present(
  engine: Engine,
  clock: Clock,
  rows: Iterable<ObservationRow>,
): Promise<readonly Observation[]> {
  const until = presentEnd(clock);
  const all: Observation[] = [];
  const ahead = new Set<Observation>();
  for (const row of rows) {
    const observation = observationOf(row);
    all.push(observation);
    if (columnInstant(observation.scheduledAt) > until) ahead.add(observation);
  }
  if (ahead.size === 0) return all;
  const real = await engine.rows<ObservationRow>({
    sql: `SELECT ${columns} FROM observations FINAL
      WHERE server IN {servers:Array(String)} AND probe IN {probes:Array(String)} AND scheduled_at <= {until:DateTime64(3, 'UTC')}
      ORDER BY server, probe, ${newestFirst} LIMIT 1 BY server, probe ${byPartition}`,
    parameters: {
      until,
      servers: [...new Set([...ahead].map(({ server }) => server))],
      probes: [...new Set([...ahead].map(({ probe }) => probe))],
    },
  });
  const byKey = new Map(real.map((row) => [`${row.server} ${row.probe}`, observationOf(row)]));
  return all.map((one) => (ahead.has(one) ? (byKey.get(`${one.server} ${one.probe}`) ?? one) : one));
}
