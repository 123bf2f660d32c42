import { columnInstant, type Engine, jsonLines } from './engine/engine.ts';

/** Counting of what we did at all servers together. */
export interface WorkCounts {
  /**
   * Counts every point of five minutes of which something was written since the last time; the first time, all of them. The newest day comes first. Who is killed in between, or ends because
   * `isWanted` says no, begins anew.
   */
  countWork(order: { isWanted(): boolean }): Promise<void>;
}

/** It, over an engine. */
export function workCounts(engine: Engine): WorkCounts {
  return { countWork: ({ isWanted }) => countWork(engine, isWanted) };
}

const dayMs = 86_400_000;
/** Rows can be read some time after the instant that they bear was taken. */
const unseenMs = 600_000;

async function countWork(engine: Engine, isWanted: () => boolean): Promise<void> {
  const begun = await storeTime(engine);
  const before = await lastCount(engine);
  const points = before === undefined ? await allPoints(engine) : await writtenSince(engine, before);
  const [newest] = points;
  if (newest === undefined) return;
  // A day at a time, so that a year is no more than a day to the engine's memory.
  for (const some of Map.groupBy(points, (point) => Math.floor(point / dayMs)).values()) {
    if (!isWanted()) return;
    await write(engine, await sumsOf(engine, some));
  }
  const end = { point: newest / 1_000, vantage: '', what: 'counted', code: '', number: 0 };
  await write(engine, [{ ...end, counted_at: columnInstant(begun) }]);
}

/** What time it is where rows are written. RFC 3339. */
async function storeTime(engine: Engine): Promise<string> {
  const rows = await engine.rows<{ readonly now: string }>({ sql: "SELECT now64(3, 'UTC') AS now" });
  return rows[0]?.now ?? '';
}

/** When the last count began that was brought to its end, by the time of the store. Undefined: there was none. */
async function lastCount(engine: Engine): Promise<string | undefined> {
  const [row] = await engine.rows<{ readonly at: string; readonly counts: number }>({
    sql: "SELECT max(counted_at) AS at, count() AS counts FROM work_by_point WHERE what = 'counted'",
    heavy: true,
  });
  return row === undefined || row.counts === 0 ? undefined : row.at;
}

interface PointRow {
  readonly point: string;
}

/** Epoch milliseconds, the newest first: today is what people look at while a year is counted for the first time. */
async function allPoints(engine: Engine): Promise<readonly number[]> {
  const rows = await engine.rows<PointRow>({
    sql: 'SELECT DISTINCT point FROM visits_by_point ORDER BY point DESC',
    heavy: true,
  });
  return rows.map(({ point }) => Date.parse(point));
}

/** As `allPoints`, of those in which something was written since. */
async function writtenSince(engine: Engine, at: string): Promise<readonly number[]> {
  const rows = await engine.rows<PointRow>({
    sql: `SELECT DISTINCT toStartOfFiveMinutes(scheduled_at) AS point FROM observations
      WHERE written_at >= {since:DateTime64(3, 'UTC')} AND NOT replayed ORDER BY point DESC`,
    parameters: { since: columnInstant(new Date(Date.parse(at) - unseenMs).toISOString()) },
    heavy: true,
  });
  return rows.map(({ point }) => Date.parse(point));
}

/** Numbers of our own, as text: lists of them are no parameters of a statement that writes. */
const column = (ms: number) => `toDateTime(${ms / 1_000}, 'UTC')`;

interface WorkRow {
  readonly point: number;
  readonly vantage: string;
  readonly what: string;
  readonly code: string;
  readonly number: number;
  readonly counted_at: string;
}

/** Counts points of one day, by vantage. Sets are united first, so that what came twice counts once. It is read, and not written, where inserts do not wait for it. */
function sumsOf(engine: Engine, points: readonly number[]): Promise<readonly WorkRow[]> {
  const [last, first] = [points[0] ?? 0, points.at(-1) ?? 0];
  return engine.rows<WorkRow>({
    sql: `SELECT toUnixTimestamp(point) AS point, toString(vantage) AS vantage, done.1 AS what, toString(done.2) AS code, sum(done.3) AS number, toString(now64(3, 'UTC')) AS counted_at
    FROM visits_by_point FINAL
    ARRAY JOIN arrayConcat([('visits', '', length(seen)), ('asked', '', length(asked))], arrayMap(question -> ('missed', question.code, toUInt64(1)), missed)) AS done
    WHERE stretch >= toStartOfInterval(${column(first)}, INTERVAL 6 HOUR) AND stretch <= ${column(last)} AND visits_by_point.point IN (${points.map(column).join(', ')}) AND done.3 > 0
    GROUP BY visits_by_point.point, vantage, what, code SETTINGS max_execution_time = 0`,
    heavy: true,
  });
}

const columns = ['point', 'vantage', 'what', 'code', 'number', 'counted_at'] as const;

async function write(engine: Engine, rows: readonly WorkRow[]): Promise<void> {
  if (rows.length > 0) await engine.insert({ table: 'work_by_point', columns, body: jsonLines(rows) });
}
