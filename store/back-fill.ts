import type { Log } from '../model/log.ts';
import type { Engine } from './engine/engine.ts';

/** Tables that a migration feeds from observations, by its version: what was there before it is put through their feeds once. Those of 21 are dropped by 38, that of 37 by 48. */
const fed: Readonly<Record<number, readonly string[]>> = {
  31: ['compared'],
  35: ['stated_sizes_by_month'],
  36: ['visits_by_point'],
  37: ['answers_by_point'],
  48: ['answers'],
};

/**
 * Gives the tables that a migration brought what was observed before it, a month at a time. Rows that are there already change nothing, so one that was cut off
 * is simply begun again; it is done before the migration counts as applied.
 */
export async function backFill(engine: Engine, version: number, log: Log): Promise<void> {
  const tables = fed[version] ?? [];
  if (tables.length === 0) return;
  for (const month of await monthsObserved(engine)) {
    log.info('older observations are put into the tables of an update', { month, tables });
    for (const table of tables) await engine.command(await monthOf(engine, table, month));
  }
}

async function monthsObserved(engine: Engine): Promise<readonly number[]> {
  const rows = await engine.rows<{ readonly month: number }>({
    sql: 'SELECT DISTINCT toYYYYMM(scheduled_at) AS month FROM observations ORDER BY month',
    heavy: true,
  });
  return rows.map(({ month }) => month);
}

/** The feed's own SELECT over one month. It groups nothing, so it takes little memory however much there is. */
async function monthOf(engine: Engine, table: string, month: number): Promise<string> {
  const [feed] = await engine.rows<{ readonly query: string; readonly columns: readonly string[] }>({
    sql: `SELECT as_select AS query, (
        SELECT groupArray(name) FROM system.columns WHERE database = currentDatabase() AND table = {table:String} AND default_kind != 'ALIAS'
      ) AS columns FROM system.tables WHERE database = currentDatabase() AND name = concat({table:String}, '_feed')`,
    parameters: { table },
  });
  if (feed === undefined) throw new Error(`${table} has no feed`);
  const columns = feed.columns.join(', ');
  const query = feed.query.replace(
    /\bFROM (?:\w+\.)?observations\b/,
    `FROM (SELECT * FROM observations WHERE toYYYYMM(scheduled_at) = ${month})`,
  );
  // Small blocks: the engine may take 1 GiB, and rows of roll-ups are wide.
  const small =
    'max_block_size = 8192, min_insert_block_size_rows = 65536, min_insert_block_size_bytes = 33554432, max_insert_threads = 1';
  return `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM (${query}) SETTINGS max_execution_time = 0, ${small}`;
}
