import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { openEmbedded } from '../../store/engine/embedded.ts';
import type { Engine } from '../../store/engine/engine.ts';
import { knownMigrations, migrate } from '../../store/migrations.ts';
import { clock, keptLog } from './examples.ts';
import { temporaryDirectory } from './temporary.ts';

const script = fileURLToPath(new URL('./children/migrate.ts', import.meta.url));
const known = knownMigrations();
const deps = { log: keptLog(), clock, dialect: {} };

/** The tables of an engine as they are made, by name. */
export function tablesOf(engine: Engine) {
  return engine.rows<{ name: string; engine: string; definition: string }>({
    sql: `SELECT name, engine, create_table_query AS definition FROM system.tables
      WHERE database = currentDatabase() ORDER BY name`,
  });
}

/** Kills a process that makes the schema at each of some statements, counted from 0, and expects the next one to complete it. */
export async function expectCompletion(statements: readonly number[]): Promise<void> {
  const uncut = await openEmbedded(await temporaryDirectory());
  await migrate(uncut, known, deps);
  const whole = await tablesOf(uncut);
  await uncut.close();
  for (const statement of statements) {
    const directory = await temporaryDirectory();
    expect(await migrateUntilKilled(directory, statement)).toBe('SIGKILL');
    const engine = await openEmbedded(directory);
    expect((await tablesOf(engine)).length).toBeLessThan(whole.length);
    await migrate(engine, known, deps);
    expect(await tablesOf(engine)).toEqual(whole);
    await engine.close();
  }
}

/** Runs the migrations in another process that kills itself when it comes to the statement. */
async function migrateUntilKilled(path: string, statement: number): Promise<string> {
  const child = spawn(process.execPath, [script, path, String(statement)], { stdio: 'inherit' });
  const [code, signal] = await once(child, 'exit');
  return signal ?? String(code);
}
