import { progressOf } from '../progress.ts';
import { type Ground, tidied } from './ground.ts';

/** Servers of one run. */
export interface Size {
  readonly hosted: number;
  readonly peers: number;
}

/** Days of history, counted back from now. */
export interface Days {
  readonly from: number;
  readonly to: number;
}

/** The server whose documents everyone gives. */
const model = 'mastodon.fedi.test';
/** Views whose tables no fleet rule reads, and those that hold what is newest: older days teach them nothing. */
const idle = [
  'latest_feed',
  'schedule_feed',
  'stated_sizes_feed',
  'stated_sizes_by_month_feed',
  'compared_feed',
  'visits_by_point_feed',
  'answers_feed',
] as const;
const dayMs = 86_400_000;
const partsOfDay = 8;

/** A part of a day that ends so many days ago. */
interface DayPart {
  readonly ago: number;
  readonly part: number;
}

/** `nowMs`: epoch milliseconds, where the history ends. `windowDays`: how far back rules look from there. */
export interface HistoryOrder {
  readonly size: Size;
  readonly nowMs: number;
  readonly windowDays: number;
}

/** Writes some days of history, the newest first. Resolves with the rows that are then there. */
export async function writeHistory(
  { engine }: Ground,
  { from, to }: Days,
  order: HistoryOrder,
): Promise<number> {
  const told = progressOf('days of history', to - from);
  for (let ago = from; ago < to; ago += 1) {
    // Each table that is fed has some hundred parts of every day, which take memory long after they were merged.
    if (ago === Math.max(1, from)) for (const view of idle) await engine.command(`DETACH TABLE ${view}`);
    // A day at once, with its merges, is more than the memory that the engine may take.
    for (let part = 0; part < partsOfDay; part += 1) await engine.command(dayInsert({ ago, part }, order));
    // On a busy machine parts come faster than they are put together, and the engine's memory fills with them.
    await tidied(engine);
    await engine.command('SYSTEM JEMALLOC PURGE');
    told(ago + 1 - from);
  }
  for (const view of idle) await engine.command(`ATTACH TABLE IF NOT EXISTS ${view}`);
  const [row] = await engine.rows<{ readonly rows: number }>({
    sql: 'SELECT count() AS rows FROM observations',
  });
  console.log(`${row?.rows} rows are written`);
  return row?.rows ?? 0;
}

/**
 * Whether a window can touch the month of a day. The table is cut by months: of those that no window touches nothing is read, and their documents
 * would take an hour to write.
 */
function isRead(ago: number, { nowMs, windowDays }: HistoryOrder): boolean {
  const reached = new Date(nowMs - windowDays * dayMs);
  const monthBegan = Date.UTC(reached.getUTCFullYear(), reached.getUTCMonth());
  return nowMs - ago * dayMs >= monthBegan;
}

/**
 * What a hosted server is asked in a day: dns, tls and webfinger each minute, the actor every five, nodeinfo every thirty. A peer is asked eighteen questions: a million rows
 * a day at full size.
 */
const asked = { hosted: 3 * 1_440 + 288 + 48, peer: 18 } as const;

/** An eighth of the rows of a day of history: 463 of 1,000 rows are of hosted servers, 2 % failed, the documents as recorded where they are wanted. */
function dayInsert({ ago, part }: DayPart, order: HistoryOrder): string {
  const { hosted, peers } = order.size;
  const end = `toStartOfMinute(toDateTime(${Math.floor(order.nowMs / 1_000)}, 'UTC'))`;
  const fast = hosted * asked.hosted;
  const slow = peers * asked.peer;
  const [from, to] = [part, part + 1].map((at) => Math.floor(((fast + slow) * at) / partsOfDay));
  const often = "multiIf(q < 4320, ['dns', 'tls', 'webfinger'][q % 3 + 1], q < 4608, 'actor', 'nodeinfo')";
  const minute = 'multiIf(q < 4320, intDiv(q, 3), q < 4608, (q - 4320) * 5, (q - 4608) * 30)';
  const rare = "['actor', 'nodeinfo', 'webfinger', 'host-meta', 'instance-api', 'tls', 'dns', 'robots']";
  const kept = isRead(ago, order) ? '*' : "* REPLACE ('' AS data, '[]' AS exchanges)";
  return `INSERT INTO observations (server, probe, scheduled_at, vantage, started_at, duration_ms, probe_version, consent, outcome,
      failure_code, failure_stage, failure_detail, replayed, data, exchanges)
    SELECT concat(kind, toString(s), '.example'), wanted.name, at, 'local', at + toIntervalMillisecond(rand(1) % 1500), round(50 + rand(2) % 900), 1,
      if(kind = 'h', 'hosted', 'peer'), if(bad, 'failed', 'ok'), if(bad, 'connect-timeout', ''), if(bad, 'connect', ''), if(bad, 'no answer', ''), false,
      if(bad, '', recorded.data), if(bad, '[]', recorded.exchanges)
    FROM (
      SELECT if(number < ${fast}, 'h', 'p') AS kind, if(kind = 'h', intDiv(number, ${asked.hosted}), intDiv(number - ${fast}, ${asked.peer})) AS s,
        number % ${asked.hosted} AS q, number % ${asked.peer} AS visit, if(kind = 'h', ${often}, ${rare}[number % 8 + 1]) AS name, rand(3) % 50 = 0 AS bad,
        ${end} - INTERVAL ${ago} DAY - toIntervalMinute(if(kind = 'h', ${minute}, visit * 80 + s % 80)) AS at
      FROM numbers(${from}, ${to} - ${from})
    ) AS wanted INNER JOIN (SELECT ${kept} FROM recorded WHERE server = '${model}') AS recorded ON recorded.probe = wanted.name
    SETTINGS max_execution_time = 0, max_block_size = 4096, min_insert_block_size_rows = 65536, min_insert_block_size_bytes = 33554432`;
}
