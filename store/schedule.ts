import type { Clock } from '../model/clock.ts';
import type { Host } from '../model/host.ts';
import { columnInstant, type Engine } from './engine/engine.ts';
import { presentEnd } from './engine/present.ts';
import type { LastScheduled } from './store.ts';

/** Where and from which vantage a schedule is read. */
export interface ScheduleRead {
  readonly engine: Engine;
  readonly clock: Clock;
  readonly vantage: string;
}

/** When each probe of each server was last scheduled at a vantage. A date in the future would keep a server from being visited until then. `of` absent: of all. */
export async function lastScheduled(
  { engine, clock, vantage }: ScheduleRead,
  of?: readonly Host[],
): Promise<readonly LastScheduled[]> {
  const parameters = { vantage, until: presentEnd(clock), ...(of !== undefined && { of }) };
  const narrow = of === undefined ? '' : 'AND server IN {of:Array(String)}';
  const rows = await engine.rows<LastScheduled>({
    sql: `SELECT server, probe, max(schedule.scheduled_at) AS scheduledAt FROM schedule
      WHERE vantage = {vantage:String} ${narrow} GROUP BY server, probe ORDER BY server, probe`,
    parameters,
    heavy: true,
  });
  const isAhead = ({ scheduledAt }: LastScheduled) => columnInstant(scheduledAt) > parameters.until;
  const servers = [...new Set(rows.filter(isAhead).map(({ server }) => server))];
  if (servers.length === 0) return rows;
  const real = await engine.rows<LastScheduled>({
    sql: `SELECT server, probe, max(observations.scheduled_at) AS scheduledAt FROM observations
      WHERE server IN {servers:Array(String)} AND vantage = {vantage:String} AND NOT replayed
        AND observations.scheduled_at <= {until:DateTime64(3, 'UTC')} GROUP BY server, probe`,
    parameters: { ...parameters, servers },
    heavy: true,
  });
  const byKey = new Map(real.map((row) => [`${row.server} ${row.probe}`, row]));
  return rows.flatMap((row) => (isAhead(row) ? (byKey.get(`${row.server} ${row.probe}`) ?? []) : row));
}
