import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { openEmbedded } from '../../store/embedded.ts';
import { openStore } from '../../store/open.ts';
import { openSpool } from '../../store/spool.ts';
import { clock, keptLog } from './examples.ts';
import { temporaryDirectory } from './temporary.ts';

const kills = 8;
const seed = 20_261_121;
const script = fileURLToPath(new URL('./children/spool.ts', import.meta.url));

/** Numbers from 0 to 1, the same in every run. Source: mulberry32. */
function randomFrom(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Lets a process write for a while after its first step, kills it, and says what it did: the ids it acknowledged and its last step. */
async function killAfter(path: string, run: string, ms: number) {
  const child = spawn(process.execPath, [script, path, run], {
    stdio: ['ignore', 'inherit', 'inherit', 'pipe'],
  });
  const reports = child.stdio[3] as Readable;
  const all = text(reports);
  await once(reports, 'data');
  await pause(ms);
  child.kill('SIGKILL');
  await once(child, 'exit');
  // The last line may be cut in the middle: then its event was not reported.
  const lines = (await all).split('\n').slice(0, -1);
  const events: { event: string; observations: string[] }[] = lines.map((line) => JSON.parse(line));
  return { acknowledged: events.flatMap(({ observations }) => observations), last: events.at(-1)?.event };
}

it(`no acknowledged observation is lost or doubled over ${kills} kills`, async () => {
  const path = await temporaryDirectory();
  const random = randomFrom(seed);
  const acknowledged: string[] = [];
  for (let run = 0; run < kills; run++) {
    const killed = await killAfter(path, `run-${run}`, random() * 400);
    acknowledged.push(...killed.acknowledged);
  }

  const deps = { log: keptLog(), clock };
  const store = await openStore({ path }, deps);
  const spool = await openSpool({ directory: join(path, 'spool') }, { ...deps, sink: store });
  await spool.close();
  expect(spool.depth().segments).toBe(0);
  expect(deps.log.lines.filter(({ level }) => level === 'error')).toEqual([]);

  const engine = await openEmbedded(path);
  const [counted] = await engine.rows<{ rows: number; keys: number }>({
    sql: `SELECT count() AS rows, uniqExact(server, probe, scheduled_at, vantage) AS keys FROM observations`,
  });
  const found = await engine.rows<{ id: string }>({
    sql: `SELECT concat(server, '/', probe, '/', formatDateTime(scheduled_at, '%Y-%m-%dT%H:%i:%S.000Z'), '/', vantage) AS id FROM observations`,
  });
  const stored = new Set(found.map(({ id }) => id));
  await engine.close();
  await store.close();

  expect(acknowledged.length).toBeGreaterThan(kills * 10);
  expect(acknowledged.filter((id) => !stored.has(id))).toEqual([]);
  expect(counted?.rows).toBe(counted?.keys);
  // A batch of three is there whole or not at all.
  expect((counted?.rows ?? 0) % 3).toBe(0);
});
