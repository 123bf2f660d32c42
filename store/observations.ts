import type { Clock } from '../model/clock.ts';
import type { Host } from '../model/host.ts';
import type { Evidence, Observation } from '../model/observation.ts';
import { observationKey } from '../model/observation-id.ts';
import { lastAlive } from './alive.ts';
import { changeReads } from './changes.ts';
import { comparedProbes } from './compared.ts';
import { inBatches } from './engine/batches.ts';
import { columnInstant, type Engine } from './engine/engine.ts';
import { byPartition, latestInTurn, latestOf, latestOfAll, newestFirst } from './latest.ts';
import {
  type EarlierRow,
  type EvidenceRow,
  earlierColumns,
  earlierOf,
  type ObservationRow,
  observationColumns,
  observationOf,
} from './observation-row.ts';
import { lastScheduled } from './schedule.ts';
import type { FirstOrder, PastOrder, Store } from './store.ts';

/** What of the store reads observations. */
export type ObservationReads = Pick<
  Store,
  | 'lastScheduled'
  | 'latest'
  | 'latestInTurn'
  | 'latestBefore'
  | 'newestWithData'
  | 'lastAlive'
  | 'past'
  | 'earlier'
  | 'firstSince'
  | 'changedSince'
  | 'history'
  | 'observation'
  | 'evidence'
  | 'wasSeenAt'
>;

const columns = observationColumns.join(', ');
const comparing = earlierColumns.join(', ');
/** `clock`: what is dated after it was written under a clock that was ahead, and counts only where there is nothing else. */
export function observationReads(engine: Engine, clock: Clock): ObservationReads {
  return {
    lastScheduled: (vantage, servers) =>
      servers === undefined
        ? lastScheduled({ engine, clock, vantage })
        : inBatches(servers, (some) => lastScheduled({ engine, clock, vantage }, some)),
    latest: (servers) =>
      servers === undefined ? latestOfAll(engine, clock) : latestOf(engine, clock, servers),
    latestInTurn: (servers) => latestInTurn(engine, clock, servers),
    lastAlive: (servers) => lastAlive(engine, servers),
    latestBefore: (server, instant) => latestBefore(engine, server, instant),
    newestWithData: (probe, servers) => newestWithData(engine, probe, servers),
    past: async (order) =>
      [...(await past<ObservationRow>(engine, `${columns} FROM observations`, order))].map(observationOf),
    earlier: async (order) =>
      Iterator.from(await past<EarlierRow>(engine, `${comparing} FROM ${pastTable(order)}`, order)).map(
        earlierOf,
      ),
    firstSince: (order) => firstSince(engine, order),
    ...changeReads(engine, clock),
    history: (server, limit) => history(engine, server, limit),
    observation: (id) => observation(engine, id),
    evidence: (keptSha256) => evidence(engine, keptSha256),
    wasSeenAt: (keptSha256, servers) => wasSeenAt(engine, keptSha256, servers),
  };
}

async function latestBefore(engine: Engine, server: Host, instant: string): Promise<readonly Observation[]> {
  const rows = await engine.rows<ObservationRow>({
    sql: `SELECT ${columns} FROM observations FINAL
      WHERE server = {server:String} AND started_at <= {instant:DateTime64(3, 'UTC')}
      ORDER BY probe, ${newestFirst} LIMIT 1 BY probe ${byPartition}`,
    parameters: { server, instant: columnInstant(instant) },
  });
  return rows.map(observationOf);
}

/** What is newest of all has data nearly everywhere, and lies apart; the past is looked through for the others only. */
async function newestWithData(
  engine: Engine,
  probe: string,
  servers: readonly Host[],
): Promise<readonly Observation[]> {
  const newest = await engine.rows<ObservationRow>({
    sql: `SELECT ${columns} FROM latest FINAL PREWHERE server IN {servers:Array(String)} AND probe = {probe:String} ORDER BY server`,
    parameters: { probe, servers },
    heavy: true,
  });
  const without = newest.filter(({ outcome }) => outcome !== 'ok').map(({ server }) => server);
  const earlier = without.length === 0 ? [] : await earlierWithData(engine, probe, without);
  const all = [...newest.filter(({ outcome }) => outcome === 'ok'), ...earlier];
  return all.toSorted((a, b) => (a.server < b.server ? -1 : 1)).map(observationOf);
}

/** When it was, first: of a year of observations their documents are most of what there is to read. */
function earlierWithData(
  engine: Engine,
  probe: string,
  servers: readonly string[],
): Promise<readonly ObservationRow[]> {
  return engine.rows<ObservationRow>({
    sql: `SELECT ${columns} FROM observations FINAL
      PREWHERE server IN {servers:Array(String)} AND probe = {probe:String} AND (server, scheduled_at) IN (
        SELECT server, max(scheduled_at) FROM observations FINAL
        WHERE server IN {servers:Array(String)} AND probe = {probe:String} AND outcome = 'ok' GROUP BY server)
      WHERE outcome = 'ok' ORDER BY server, vantage LIMIT 1 BY server ${byPartition}`,
    parameters: { probe, servers },
    heavy: true,
  });
}

async function firstSince(
  engine: Engine,
  { server, probes, since, until }: FirstOrder,
): Promise<readonly Observation[]> {
  if (probes.length === 0) return [];
  const rows = await engine.rows<ObservationRow>({
    sql: `SELECT ${columns} FROM observations FINAL
      WHERE server = {server:String} AND probe IN {probes:Array(String)} AND outcome = 'ok'
        AND started_at >= {since:DateTime64(3, 'UTC')} AND started_at <= {until:DateTime64(3, 'UTC')}
      ORDER BY probe, scheduled_at, started_at, vantage LIMIT 1 BY probe ${byPartition}`,
    parameters: { server, probes: [...probes], since: columnInstant(since), until: columnInstant(until) },
  });
  return rows.map(observationOf);
}

/** Where the past of some probes lies closest together. */
function pastTable({ probes }: PastOrder): string {
  return probes.every((probe) => comparedProbes.has(probe)) ? 'compared' : 'observations';
}

/** `read`: which columns, from which table. */
async function past<Row extends EarlierRow>(
  engine: Engine,
  read: string,
  { servers, probes, since, until, each, byVantage }: PastOrder,
): Promise<Iterable<Row>> {
  if (servers.length === 0 || probes.length === 0) return [];
  const before = until === undefined ? '' : "AND started_at <= {until:DateTime64(3, 'UTC')}";
  const one = byVantage ? 'server, probe, vantage' : 'server, probe';
  return engine.rowsInTurn<Row>({
    sql: `SELECT ${read} FINAL
      PREWHERE server IN {servers:Array(String)} AND probe IN {probes:Array(String)}
      WHERE outcome = 'ok' AND scheduled_at >= {since:DateTime64(3, 'UTC')} ${before}
      ORDER BY server, probe, scheduled_at DESC LIMIT {each:UInt32} BY ${one} ${byPartition}`,
    parameters: {
      servers: [...servers],
      probes: [...probes],
      since: columnInstant(since),
      ...(until !== undefined && { until: columnInstant(until) }),
      each,
    },
  });
}

async function history(engine: Engine, server: Host, limit: number): Promise<readonly Observation[]> {
  const rows = await engine.rows<ObservationRow>({
    // When they were, first, as above.
    sql: `SELECT ${columns} FROM observations FINAL PREWHERE server = {server:String} AND scheduled_at >= (
        SELECT min(scheduled_at) FROM (
          SELECT DISTINCT scheduled_at, probe, vantage FROM observations WHERE server = {server:String}
          ORDER BY scheduled_at DESC, probe, vantage LIMIT {limit:UInt32}))
      ORDER BY scheduled_at DESC, probe, vantage LIMIT {limit:UInt32} ${byPartition}`,
    parameters: { server, limit },
  });
  return rows.map(observationOf);
}

async function observation(engine: Engine, id: string): Promise<Observation | undefined> {
  const key = observationKey(id);
  if (key === undefined) return undefined;
  const { server, probe, scheduledAt, vantage } = key;
  const rows = await engine.rows<ObservationRow>({
    sql: `SELECT ${columns} FROM observations WHERE server = {server:String} AND probe = {probe:String}
      AND scheduled_at = {at:DateTime64(3, 'UTC')} AND vantage = {vantage:String} LIMIT 1`,
    parameters: { server, probe, at: columnInstant(scheduledAt), vantage },
  });
  return rows.map(observationOf)[0];
}

async function evidence(engine: Engine, keptSha256: string): Promise<Evidence | undefined> {
  if (!/^[0-9a-f]{64}$/.test(keptSha256)) return undefined;
  const rows = await engine.rows<EvidenceRow>({
    sql: `SELECT kept_sha256, received_sha256, media_type, content, first_seen_at FROM evidence
      WHERE kept_sha256 = {hash:String} ORDER BY evidence.first_seen_at LIMIT 1`,
    parameters: { hash: keptSha256 },
  });
  const row = rows[0];
  if (row === undefined) return undefined;
  return {
    keptSha256: row.kept_sha256,
    receivedSha256: row.received_sha256,
    mediaType: row.media_type,
    content: row.content,
    firstSeenAt: row.first_seen_at,
  };
}

async function wasSeenAt(engine: Engine, keptSha256: string, servers: readonly Host[]): Promise<boolean> {
  if (servers.length === 0) return false;
  const rows = await engine.rows<{ readonly seen: number }>({
    sql: `SELECT 1 AS seen FROM observations
      WHERE server IN {servers:Array(String)} AND position(exchanges, {cited:String}) > 0 LIMIT 1`,
    parameters: { servers, cited: `"keptSha256":"${keptSha256}"` },
    heavy: true,
  });
  return rows.length > 0;
}
