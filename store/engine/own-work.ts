import type { Host } from '../../model/host.ts';
import type { ObservationOutcome } from '../../model/observation.ts';
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
  /** From the end of an observation to its row in the store, milliseconds; of the newest one of each question. Absent: none was written. */
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

const since = "{since:DateTime64(3, 'UTC')}";
/** Points since then, the first of them with what came before; `first`: where that ends, milliseconds from the begin of the point. */
const points = `(SELECT *, toUnixTimestamp64Milli(${since}) - toUnixTimestamp(point) * 1000 AS first FROM visits_by_point FINAL
    WHERE stretch >= toStartOfInterval(${since}, INTERVAL 6 HOUR) AND point >= toStartOfFiveMinutes(${since}))`;
/** As the column `consent` of observations counts. */
const hostedConsent = 1;
const isRecent = 'question -> intDiv(question, 4294967296) >= first';
const recentEnds = (outcome: ObservationOutcome) =>
  `arrayMap(ended -> ('${outcome}', ended.code), arrayFilter(ended -> ended.offset >= first, ${outcome}))`;

interface Asking extends Record<string, string | number> {
  readonly since: string;
  readonly limit: number;
}

async function ownWork(engine: Engine, parameters: Asking): Promise<OwnWork> {
  const ask = <Row>(sql: string) => engine.rows<Row>({ sql, parameters, heavy: true });
  const [troubles, [sums], [lags], asked, unseen] = await Promise.all([
    ask<EndCount>(
      `SELECT ended.1 AS outcome, ended.2 AS code, count() AS count FROM ${points}
       ARRAY JOIN arrayConcat(${(['failed', 'disallowed', 'missed'] as const).map(recentEnds).join(', ')}) AS ended
       GROUP BY outcome, code ORDER BY count DESC, outcome, code`,
    ),
    ask<{ visits: number; questions: number; version: string }>(
      `SELECT sum(arrayCount(offset -> offset >= first, seen)) AS visits, sum(arrayCount(${isRecent}, asked)) AS questions, version() AS version FROM ${points}`,
    ),
    ask<{ rows: number; median: number; p95: number }>(
      `SELECT count() AS rows, quantile(0.5)(lag) AS median, quantile(0.95)(lag) AS p95 FROM (
         SELECT greatest(0, toUnixTimestamp64Milli(written_at) - toUnixTimestamp64Milli(started_at) - duration_ms) AS lag
         FROM latest FINAL WHERE latest.scheduled_at >= ${since} AND outcome != 'missed' AND NOT replayed)`,
    ),
    ask<AskedServer>(
      `SELECT server, sum(arrayCount(offset -> offset >= first, seen)) AS visits,
         sum(arraySum(arrayMap((question, count) -> if(intDiv(question, 4294967296) >= first, count, 0), requests.1, requests.2))) AS requests
       FROM ${points} WHERE consent != ${hostedConsent}
       GROUP BY server HAVING requests > 0 ORDER BY requests DESC, server LIMIT {limit:UInt32}`,
    ),
    ask<LongUnseen>(
      `SELECT server, max(schedule.scheduled_at) AS scheduledAt FROM schedule
       WHERE server IN (SELECT host FROM servers FINAL WHERE left_at IS NULL)
       GROUP BY server ORDER BY scheduledAt, server LIMIT {limit:UInt32}`,
    ),
  ]);
  const { visits = 0, questions = 0, version = '' } = sums ?? {};
  const { rows = 0, median = 0, p95 = 0 } = lags ?? {};
  return {
    ends: withAnswers(troubles, questions),
    visits,
    ...(rows > 0 && { lagMs: { median, p95 } }),
    asked,
    unseen,
    engineVersion: version,
  };
}

/** What was asked and did not end badly has data. */
function withAnswers(troubles: readonly EndCount[], asked: number): readonly EndCount[] {
  const bad = troubles.filter(({ outcome }) => outcome !== 'missed');
  const count = bad.reduce((rest, end) => rest - end.count, asked);
  const all: readonly EndCount[] = [...troubles, { outcome: 'ok', code: '', count }];
  return all.filter((end) => end.count > 0).toSorted((a, b) => b.count - a.count);
}
