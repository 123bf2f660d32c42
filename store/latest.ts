import type { Clock } from '../model/clock.ts';
import type { Host } from '../model/host.ts';
import type { Observation } from '../model/observation.ts';
import { columnInstant, type Engine } from './engine.ts';
import { type ObservationRow, observationColumns, observationOf } from './observation-row.ts';
import { presentEnd } from './present.ts';

const columns = observationColumns.join(', ');
/** Rows of one key lie in one partition, so partitions need not be compared with each other. */
export const byPartition = 'SETTINGS do_not_merge_across_partitions_select_final = 1';
/** Rows per answer: what is parsed in one go without stalling the event loop. */
const pageRows = 2_000;
const hostsPerQuery = 200;

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
    const rows = await engine.rows<ObservationRow>({
      sql: `SELECT ${columns} FROM latest FINAL PREWHERE server IN {servers:Array(String)} ORDER BY server, probe`,
      parameters: { servers: sorted.slice(from, from + hostsPerQuery) },
    });
    all.push(...(await present(engine, clock, rows)));
  }
  return all;
}

/** The rows, and in place of those that are dated in the future the newest ones that are not, where there are any. */
async function present(
  engine: Engine,
  clock: Clock,
  rows: readonly ObservationRow[],
): Promise<readonly Observation[]> {
  const until = presentEnd(clock);
  const ahead = rows.filter(({ scheduled_at }) => columnInstant(scheduled_at) > until);
  if (ahead.length === 0) return rows.map(observationOf);
  const real = await engine.rows<ObservationRow>({
    sql: `SELECT ${columns} FROM observations FINAL
      WHERE server IN {servers:Array(String)} AND probe IN {probes:Array(String)} AND scheduled_at <= {until:DateTime64(3, 'UTC')}
      ORDER BY server, probe, outcome = 'missed', scheduled_at DESC LIMIT 1 BY server, probe ${byPartition}`,
    parameters: {
      until,
      servers: [...new Set(ahead.map(({ server }) => server))],
      probes: [...new Set(ahead.map(({ probe }) => probe))],
    },
  });
  const byKey = new Map(real.map((row) => [`${row.server} ${row.probe}`, row]));
  const truth = (row: ObservationRow) =>
    ahead.includes(row) ? (byKey.get(`${row.server} ${row.probe}`) ?? row) : row;
  return rows.map((row) => observationOf(truth(row)));
}
