import type { Host } from '../model/host.ts';
import type { ObservationOutcome } from '../model/observation.ts';
import { columnInstant, type Engine } from './engine.ts';

/** How many observations ended in one way. `code`: empty where there is data. */
export interface EndCount {
  readonly outcome: ObservationOutcome;
  readonly code: string;
  readonly count: number;
}

/** How a server was asked since an instant. `requests`: of all probes together. */
export interface AskedServer {
  readonly server: Host;
  readonly visits: number;
  readonly requests: number;
}

/** A server that was not looked at for long. `scheduledAt`: its newest visit of any kind, RFC 3339. */
export interface LongUnseen {
  readonly server: Host;
  readonly scheduledAt: string;
}

/** What this monitor did since an instant. */
export interface OwnWork {
  readonly ends: readonly EndCount[];
  readonly visits: number;
  /** From the end of an observation to its row in the store, milliseconds. Absent: none was written. */
  readonly lagMs?: { readonly median: number; readonly p95: number };
  /** Peers, the most asked first. */
  readonly asked: readonly AskedServer[];
  /** The longest unseen first. */
  readonly unseen: readonly LongUnseen[];
  /** Of the engine below the store. */
  readonly engineVersion: string;
}

/** What the monitor tells about itself. */
export interface OwnWorkReads {
  /** What was done since an instant (RFC 3339); lists are cut at `limit`. */
  ownWork(since: string, limit: number): Promise<OwnWork>;
}

/** These reads, over an engine. */
export function ownWorkReads(engine: Engine): OwnWorkReads {
  return { ownWork: (since, limit) => ownWork(engine, { since: columnInstant(since), limit }) };
}

const recent = "FROM observations WHERE scheduled_at >= {since:DateTime64(3, 'UTC')} AND NOT replayed";

interface Asking extends Record<string, string | number> {
  readonly since: string;
  readonly limit: number;
}

async function ownWork(engine: Engine, parameters: Asking): Promise<OwnWork> {
  const ask = <Row>(sql: string) => engine.rows<Row>({ sql, parameters, heavy: true });
  const [ends, [sums], asked, unseen] = await Promise.all([
    ask<EndCount>(
      `SELECT toString(outcome) AS outcome, toString(failure_code) AS code, count() AS count ${recent}
       GROUP BY outcome, code ORDER BY count DESC, outcome, code`,
    ),
    ask<{ visits: number; rows: number; median: number; p95: number; version: string }>(
      `SELECT uniqExactIf((server, scheduled_at), outcome != 'missed') AS visits, countIf(outcome != 'missed') AS rows, version() AS version,
        quantileIf(0.5)(lag, outcome != 'missed') AS median, quantileIf(0.95)(lag, outcome != 'missed') AS p95
       FROM (SELECT *, greatest(0, toUnixTimestamp64Milli(written_at) - toUnixTimestamp64Milli(started_at) - duration_ms) AS lag ${recent})`,
    ),
    ask<AskedServer>(
      `SELECT server, uniqExact(scheduled_at) AS visits, sum(JSONLength(exchanges)) AS requests ${recent} AND consent != 'hosted'
       GROUP BY server HAVING requests > 0 ORDER BY requests DESC, server LIMIT {limit:UInt32}`,
    ),
    ask<LongUnseen>(
      `SELECT server, max(schedule.scheduled_at) AS scheduledAt FROM schedule
       WHERE server IN (SELECT host FROM servers FINAL WHERE left_at IS NULL)
       GROUP BY server ORDER BY scheduledAt, server LIMIT {limit:UInt32}`,
    ),
  ]);
  const { visits = 0, rows = 0, median = 0, p95 = 0, version = '' } = sums ?? {};
  return {
    ends,
    visits,
    ...(rows > 0 && { lagMs: { median, p95 } }),
    asked,
    unseen,
    engineVersion: version,
  };
}
