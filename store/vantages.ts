import type { Clock } from '../model/clock.ts';
import type { Host } from '../model/host.ts';
import type { Observation } from '../model/observation.ts';
import { inBatches } from './engine/batches.ts';
import { columnInstant, type Engine } from './engine/engine.ts';
import { presentEnd } from './engine/present.ts';
import { type ObservationRow, observationColumns, observationOf } from './observation-row.ts';

/** Where we look from. `scheduledAt`: its newest slot, RFC 3339. */
export interface KnownVantage {
  readonly vantage: string;
  readonly scheduledAt: string;
}

/** What to read of each vantage. Instants are RFC 3339. `since`: due at or after it; absent: ever. `until`: begun at or before it; absent: now. `vantage`: of this one only; absent: of all. `older`: what of some probes is due before `since`, too. */
export interface ByVantageOrder {
  readonly servers: readonly Host[];
  readonly since?: string;
  readonly until?: string;
  readonly vantage?: string;
  readonly older?: { readonly probes: readonly string[]; readonly since: string };
}

/** What tells vantages apart. What was missed, replayed or is dated in the future is left out. */
export interface VantageReads {
  /** All that ever looked, by name. */
  vantages(): Promise<readonly KnownVantage[]>;
  /** The newest observation of every probe of some servers from each vantage; by server, vantage and probe. */
  latestByVantage(order: ByVantageOrder): Promise<readonly Observation[]>;
}

/** These reads, over an engine. */
export function vantageReads(engine: Engine, clock: Clock): VantageReads {
  return {
    vantages: () => vantages(engine, clock),
    latestByVantage: (order) =>
      inBatches(order.servers, (servers) => latestByVantage(engine, clock, { ...order, servers })),
  };
}

/** The schedule has one row for each server, probe and vantage. */
async function vantages(engine: Engine, clock: Clock): Promise<readonly KnownVantage[]> {
  return engine.rows<KnownVantage>({
    sql: `SELECT vantage, max(schedule.scheduled_at) AS scheduledAt FROM schedule
      WHERE schedule.scheduled_at <= {until:DateTime64(3, 'UTC')} GROUP BY vantage ORDER BY vantage`,
    parameters: { until: presentEnd(clock) },
    heavy: true,
  });
}

const columns = observationColumns.join(', ');
const ever = new Date(0).toISOString();

/** The newest are found by their keys first: whole rows of a week are a hundred times the bytes. A row that was not merged yet may be there twice. */
async function latestByVantage(
  engine: Engine,
  clock: Clock,
  { servers, since = ever, until, vantage, older = { probes: [], since } }: ByVantageOrder,
): Promise<readonly Observation[]> {
  const own = vantage === undefined ? '' : 'AND vantage = {vantage:String}';
  const due =
    older.probes.length === 0
      ? "scheduled_at >= {since:DateTime64(3, 'UTC')}"
      : "(scheduled_at >= {since:DateTime64(3, 'UTC')} OR probe IN {older:Array(String)} AND scheduled_at >= {olderSince:DateTime64(3, 'UTC')})";
  const rows = await engine.rows<ObservationRow>({
    sql: `SELECT ${columns} FROM observations
      WHERE server IN {servers:Array(String)} AND ${due}
        AND (server, probe, scheduled_at, vantage) IN (
          SELECT server, probe, max(observations.scheduled_at), vantage FROM observations
          WHERE server IN {servers:Array(String)} AND ${due}
            AND scheduled_at <= {present:DateTime64(3, 'UTC')} AND started_at <= {until:DateTime64(3, 'UTC')}
            AND outcome != 'missed' AND NOT replayed ${own}
          GROUP BY server, probe, vantage)
      ORDER BY server, vantage, probe LIMIT 1 BY server, vantage, probe`,
    parameters: {
      servers,
      since: columnInstant(since),
      present: presentEnd(clock),
      until: until === undefined ? presentEnd(clock) : columnInstant(until),
      ...(vantage !== undefined && { vantage }),
      ...(older.probes.length > 0 && { older: older.probes, olderSince: columnInstant(older.since) }),
    },
    heavy: true,
  });
  return rows.map(observationOf);
}
