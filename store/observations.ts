import type { Host } from '../model/host.ts';
import type { Evidence, Observation } from '../model/observation.ts';
import { observationKey } from '../model/observation-id.ts';
import { columnInstant, type Engine } from './engine.ts';
import {
  type EvidenceRow,
  type ObservationRow,
  observationColumns,
  observationOf,
} from './observation-row.ts';
import type { LastScheduled, Store } from './store.ts';

/** What of the store reads observations. */
export type ObservationReads = Pick<
  Store,
  | 'lastScheduled'
  | 'latest'
  | 'latestBefore'
  | 'newestWithData'
  | 'changedSince'
  | 'history'
  | 'observation'
  | 'evidence'
>;

const columns = observationColumns.join(', ');
/** Rows of one key lie in one partition, so partitions need not be compared with each other. */
const byPartition = 'SETTINGS do_not_merge_across_partitions_select_final = 1';
/** Rows per answer: what is parsed in one go without stalling the event loop. */
const pageRows = 2_000;
const hostsPerQuery = 200;
/** With several writers an insert may become visible after a later one; hosts of this span are told again. */
const overlapMs = { embedded: 0, server: 10_000 } as const;

export function observationReads(engine: Engine): ObservationReads {
  return {
    lastScheduled: () => lastScheduled(engine),
    latest: (servers) => (servers === undefined ? latestOfAll(engine) : latestOf(engine, servers)),
    latestBefore: (server, instant) => latestBefore(engine, server, instant),
    newestWithData: (probe, servers) => newestWithData(engine, probe, servers),
    changedSince: (instant) => changedSince(engine, instant),
    history: (server, limit) => history(engine, server, limit),
    observation: (id) => observation(engine, id),
    evidence: (keptSha256) => evidence(engine, keptSha256),
  };
}

function lastScheduled(engine: Engine): Promise<readonly LastScheduled[]> {
  return engine.rows<LastScheduled>({
    sql: 'SELECT server, probe, max(schedule.scheduled_at) AS scheduledAt FROM schedule GROUP BY server, probe ORDER BY server, probe',
    heavy: true,
  });
}

async function latestOfAll(engine: Engine): Promise<readonly Observation[]> {
  const all: Observation[] = [];
  for (let after = { server: '', probe: '' }, more = true; more; ) {
    const rows = await engine.rows<ObservationRow>({
      sql: `SELECT ${columns} FROM latest FINAL WHERE (server, probe) > ({server:String}, {probe:String}) ORDER BY server, probe LIMIT ${pageRows}`,
      parameters: after,
      heavy: true,
    });
    all.push(...rows.map(observationOf));
    after = rows.at(-1) ?? after;
    more = rows.length === pageRows;
  }
  return all;
}

async function latestOf(engine: Engine, servers: readonly Host[]): Promise<readonly Observation[]> {
  const sorted = [...new Set(servers)].toSorted();
  const all: Observation[] = [];
  for (let from = 0; from < sorted.length; from += hostsPerQuery) {
    const rows = await engine.rows<ObservationRow>({
      sql: `SELECT ${columns} FROM latest FINAL WHERE server IN {servers:Array(String)} ORDER BY server, probe`,
      parameters: { servers: sorted.slice(from, from + hostsPerQuery) },
    });
    all.push(...rows.map(observationOf));
  }
  return all;
}

async function latestBefore(engine: Engine, server: Host, instant: string): Promise<readonly Observation[]> {
  const rows = await engine.rows<ObservationRow>({
    sql: `SELECT ${columns} FROM observations FINAL
      WHERE server = {server:String} AND started_at <= {instant:DateTime64(3, 'UTC')}
      ORDER BY probe, outcome = 'missed', scheduled_at DESC LIMIT 1 BY probe ${byPartition}`,
    parameters: { server, instant: columnInstant(instant) },
  });
  return rows.map(observationOf);
}

async function newestWithData(
  engine: Engine,
  probe: string,
  servers: readonly Host[],
): Promise<readonly Observation[]> {
  const rows = await engine.rows<ObservationRow>({
    sql: `SELECT ${columns} FROM observations FINAL
      WHERE server IN {servers:Array(String)} AND probe = {probe:String} AND outcome = 'ok'
      ORDER BY server, scheduled_at DESC LIMIT 1 BY server ${byPartition}`,
    parameters: { probe, servers },
    heavy: true,
  });
  return rows.map(observationOf);
}

async function changedSince(
  engine: Engine,
  instant: string,
): Promise<{ readonly servers: readonly Host[]; readonly until: string }> {
  const from = new Date(Date.parse(instant) - overlapMs[engine.mode]).toISOString();
  const rows = await engine.rows<{ readonly server: Host; readonly newest: string }>({
    sql: `SELECT server, max(written_at) AS newest FROM observations
      WHERE written_at >= {from:DateTime64(3, 'UTC')} GROUP BY server ORDER BY server`,
    parameters: { from: columnInstant(from) },
    heavy: true,
  });
  const until = rows
    .map(({ newest }) => newest)
    .toSorted()
    .at(-1);
  return {
    servers: rows.map(({ server }) => server),
    until: until === undefined || until < instant ? instant : until,
  };
}

async function history(engine: Engine, server: Host, limit: number): Promise<readonly Observation[]> {
  const rows = await engine.rows<ObservationRow>({
    sql: `SELECT ${columns} FROM observations FINAL WHERE server = {server:String}
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
