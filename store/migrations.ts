import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import type { Clock } from '../model/clock.ts';
import { instant } from '../model/clock.ts';
import type { Log } from '../model/log.ts';
import { backFill } from './back-fill.ts';
import { type Dialect, statements } from './engine/dialect.ts';
import { columnInstant, type Engine, jsonLines } from './engine/engine.ts';
import { StoreUnavailable } from './engine/unavailable.ts';

/** One step of the schema. `checksum`: SHA-256 of its text, in hex. Statements are idempotent, so that a step that was cut off is run again. */
export interface Migration {
  readonly version: number;
  readonly name: string;
  readonly text: string;
  readonly checksum: string;
}

interface Applied {
  readonly version: number;
  readonly name: string;
  readonly checksum: string;
}

const folder = new URL('./migrations/', import.meta.url);

/** The steps that come with this version, in order. Source: the `NNNN-<noun>.sql` files beside this module. */
export function knownMigrations(): readonly Migration[] {
  const files = readdirSync(folder).filter((file) => /^\d{4}-[a-z-]+\.sql$/.test(file));
  return files.toSorted().map((file) => {
    const text = readFileSync(new URL(file, folder), 'utf8');
    const checksum = createHash('sha256').update(text).digest('hex');
    return { version: Number(file.slice(0, 4)), name: file.slice(5, -4), text, checksum };
  });
}

/** What a migration run needs besides the engine. */
export interface MigrationDeps {
  readonly log: Log;
  readonly clock: Clock;
  readonly dialect: Dialect;
}

const journal = `CREATE TABLE IF NOT EXISTS schema_migrations {{on-cluster}} (
  version UInt32, name String, checksum FixedString(64), applied_at DateTime64(3, 'UTC')
) ENGINE = {{engine ReplacingMergeTree(applied_at)}} ORDER BY version SETTINGS {{durable}}, {{window}};`;

/**
 * Brings the schema up to the given steps.
 * @throws {StoreUnavailable} `schema-changed`, `schema-newer`.
 */
export async function migrate(
  engine: Engine,
  migrations: readonly Migration[],
  deps: MigrationDeps,
): Promise<void> {
  await runAll(engine, statements(journal, deps.dialect));
  const applied = await engine.rows<Applied>({
    sql: 'SELECT version, name, checksum FROM schema_migrations FINAL ORDER BY version',
  });
  refuseStrangers(applied, migrations);
  for (const migration of migrations) {
    if (!applied.some(({ version }) => version === migration.version)) await apply(engine, migration, deps);
  }
}

async function apply(
  engine: Engine,
  migration: Migration,
  { log, clock, dialect }: MigrationDeps,
): Promise<void> {
  const { version, name, checksum } = migration;
  await runAll(engine, statements(migration.text, dialect));
  await backFill(engine, version, log);
  const row = { version, name, checksum, applied_at: columnInstant(instant(clock.now())) };
  await engine.insert({ table: 'schema_migrations', columns: Object.keys(row), body: jsonLines([row]) });
  log.debug('schema migration applied', { version, name });
}

async function runAll(engine: Engine, sql: readonly string[]): Promise<void> {
  for (const statement of sql) await engine.command(statement);
}

function refuseStrangers(applied: readonly Applied[], known: readonly Migration[]): void {
  for (const { version, name, checksum } of applied) {
    const ours = known.find((migration) => migration.version === version);
    const step = `${String(version).padStart(4, '0')}-${name}`;
    if (ours === undefined) {
      const text = `the store was written by a newer version (migration ${step} is unknown here): update fediscope, or use another store`;
      throw new StoreUnavailable('schema-newer', text);
    }
    if (ours.checksum !== checksum) {
      const text = `migration ${step} of the store is not the one that comes with this version: restore the file, or use another store`;
      throw new StoreUnavailable('schema-changed', text);
    }
  }
}
