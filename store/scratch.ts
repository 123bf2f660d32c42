import type { Clock } from '../model/clock.ts';
import type { Log } from '../model/log.ts';
import type { Observation } from '../model/observation.ts';
import { openEmbedded } from './engine/embedded.ts';
import { type Engine, jsonLines } from './engine/engine.ts';
import { knownMigrations, migrate } from './migrations.ts';
import { observationColumns, observationRow } from './observation-row.ts';
import { storeOver } from './open.ts';
import type { Store } from './store.ts';

/** A store for stories that never happened: nothing in it expires, and it can be emptied. */
export interface ScratchStore extends Store {
  /** Takes observations without a spool in front. */
  take(observations: readonly Observation[]): Promise<void>;
  /** Forgets everything. */
  empty(): Promise<void>;
}

/** What expires by its date; in a story, dates are of any year. */
const expiring = [
  ...([
    'observations',
    'evidence',
    'compared',
    'visits_by_point',
    'answers',
    'work_by_point',
    'policy_readings',
    'policy_changes',
    'stated_sizes_by_month',
  ] as const),
] as const;

/** Nobody misses it after a power cut. */
const fleeting = 'fsync_after_insert = 0, fsync_part_directory = 0';

const filled = [
  ...[
    'observations',
    'latest',
    'compared',
    'schedule',
    'servers',
    'hosted_servers',
    'findings',
    'current_findings',
    'deploys',
  ],
  ...['alerts', 'alert_changes', 'incidents'],
  ...[
    'policy_readings',
    'newest_readings',
    'first_readings',
    'policies',
    'policies_by_subject',
    'policy_changes',
  ],
  ...[
    'stated_sizes',
    'stated_sizes_by_month',
    'network_tally',
    'visits_by_point',
    'answers',
    'work_by_point',
  ],
];

/**
 * Opens a scratch store in an empty directory, on the engine that is in this process.
 * @throws {StoreUnavailable} when that is not possible.
 */
export async function openScratchStore(
  path: string,
  deps: { readonly log: Log; readonly clock: Clock },
): Promise<ScratchStore> {
  const engine = await openEmbedded(path);
  await migrate(engine, knownMigrations(), { ...deps, dialect: {} });
  await unbind(engine);
  return {
    ...storeOver(engine, deps.clock),
    take: (observations) => take(engine, observations),
    empty: () => empty(engine),
  };
}

/** What a table is made with: its engine with all that follows it. */
interface Made {
  readonly name: string;
  readonly made: string;
}

/** Makes tables keep everything and wait for no disk. Those of a copy of a scratch store do so already. */
async function unbind(engine: Engine): Promise<void> {
  const sql = 'SELECT name, engine_full AS made FROM system.tables WHERE database = currentDatabase()';
  const tables = new Map((await engine.rows<Made>({ sql })).map(({ name, made }) => [name, made]));
  for (const table of expiring)
    if (tables.get(table)?.includes(' TTL ')) await engine.command(`ALTER TABLE ${table} REMOVE TTL`);
  for (const table of filled)
    if (!tables.get(table)?.includes(fleeting))
      await engine.command(`ALTER TABLE ${table} MODIFY SETTING ${fleeting}`);
}

/** A story fills a few tables of many, and to empty one that has nothing costs as much. */
async function empty(engine: Engine): Promise<void> {
  const sql = 'SELECT DISTINCT table AS name FROM system.parts WHERE database = currentDatabase() AND active';
  const held = new Set((await engine.rows<Pick<Made, 'name'>>({ sql })).map(({ name }) => name));
  for (const table of filled) if (held.has(table)) await engine.command(`TRUNCATE TABLE ${table}`);
}

async function take(engine: Engine, observations: readonly Observation[]): Promise<void> {
  if (observations.length === 0) return;
  const body = jsonLines(observations.map(observationRow));
  await engine.insert({ table: 'observations', columns: observationColumns, body });
}
