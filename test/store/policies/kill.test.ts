import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, it } from 'vitest';
import { openEmbedded } from '../../../store/engine/embedded.ts';
import type { Engine } from '../../../store/engine/engine.ts';
import { openStore, storeOver } from '../../../store/open.ts';
import { encodeBatch } from '../../../store/spool/segment.ts';
import { clock, host, keptLog } from '../examples.ts';
import { storeDirectory } from '../furnished.ts';
import { temporaryDirectory } from '../temporary.ts';
import { firstDay, secondDay } from './days.ts';

const script = fileURLToPath(new URL('../children/policies.ts', import.meta.url));
const tables = [
  'policy_changes FINAL',
  'policies FINAL',
  'policies_by_subject FINAL',
  'policy_readings FINAL',
];

let knowsFirstDay: string;
beforeAll(async () => {
  knowsFirstDay = await storeDirectory();
  const store = await openStore({ path: knowsFirstDay }, { log: keptLog(), clock });
  await store.recordPolicies(firstDay);
  await store.close();
});

/** A store that knows the first day. */
async function prepared(): Promise<string> {
  const path = await temporaryDirectory();
  await cp(knowsFirstDay, path, { recursive: true });
  return path;
}

function segment() {
  const { parts } = encodeBatch({ observations: [], evidence: [], policies: secondDay });
  return { id: 'second', parts: parts.filter(({ rows }) => rows > 0) };
}

/** Takes the second day in, and says what is in the tables then. */
async function finished(path: string): Promise<readonly unknown[]> {
  const engine = await openEmbedded(path);
  await storeOver(engine, clock).insertSegment(segment());
  const found: unknown[] = [];
  for (const table of tables) found.push(await engine.rows({ sql: `SELECT * FROM ${table} ORDER BY ALL` }));
  await engine.close();
  return found;
}

async function killed(path: string, when: string, occurrence: number): Promise<string | null> {
  const child = spawn(process.execPath, [script, path, when, String(occurrence)], { stdio: 'inherit' });
  const [, signal] = await once(child, 'exit');
  return signal;
}

it('works out the same changes, told once, after a kill between any two inserts', async () => {
  const whole = await finished(await prepared());
  expect(whole.map((rows) => (rows as unknown[]).length)).toEqual([13, 12, 12, 10]);

  // Three inserts for the first reading of everyone, three for the second reading of one.
  const deaths = [
    ['after', 1],
    ['after', 2],
    ['before', 6],
    ['after', 6],
  ] as const;
  for (const [when, occurrence] of deaths) {
    const path = await prepared();
    expect(await killed(path, when, occurrence)).toBe('SIGKILL');
    expect(await finished(path)).toEqual(whole);
  }
}, 120_000);

it('brings what is known of subjects up to date after a kill inside one insert, before its feed', async () => {
  const whole = await finished(await prepared());
  const path = await prepared();
  const engine = await openEmbedded(path);
  const mortal: Engine = {
    ...engine,
    insert: async (into) => {
      if (into.table !== 'policies') return engine.insert(into);
      await engine.command('DETACH TABLE policies_by_subject_feed');
      await engine.insert(into);
      await engine.command('ATTACH TABLE policies_by_subject_feed');
      throw new Error('killed');
    },
  };
  await expect(storeOver(mortal, clock).insertSegment(segment())).rejects.toThrow('killed');
  await engine.close();

  expect(await finished(path)).toEqual(whole);
}, 120_000);

it('shows the newest reading as the newest at every step of a repetition', async () => {
  const engine = await openEmbedded(await prepared());
  const store = storeOver(engine, clock);
  const newest = () => store.newestReadings([host('one.example')]);
  await store.insertSegment(segment());
  const before = await newest();
  const seen: (typeof before)[] = [];
  const watched: Engine = {
    ...engine,
    insert: async (into) => {
      await engine.insert(into);
      seen.push(await newest());
    },
  };
  await storeOver(watched, clock).insertSegment(segment());
  await engine.close();

  expect(before).toMatchObject([{ readAt: '2025-11-03T10:00:00.000Z' }]);
  expect(seen).toEqual([before, before]);
}, 120_000);
