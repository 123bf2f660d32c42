import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { openEmbedded } from '../../store/engine/embedded.ts';
import { openStore } from '../../store/open.ts';
import { openSpool, type SpoolEvent } from '../../store/spool/spool.ts';
import { randomFrom } from '../random.ts';
import { clock, keptLog } from './examples.ts';
import { temporaryDirectory } from './temporary.ts';

const seed = 20_261_121;
const script = fileURLToPath(new URL('./children/spool.ts', import.meta.url));

/** A step the process kills itself at; `any`: killed from outside, at a random moment. */
type Step = SpoolEvent | 'any';

interface Death {
  readonly step: Step;
  readonly occurrence: number;
  readonly afterMs: number;
}

/** Lets a process write until it dies, and says what it told: the ids it acknowledged and its last step. */
async function liveAndDie(path: string, run: string, { step, occurrence, afterMs }: Death) {
  const child = spawn(process.execPath, [script, path, run, step, String(occurrence)], {
    stdio: ['ignore', 'inherit', 'inherit', 'pipe'],
  });
  const exit = once(child, 'exit');
  const reports = child.stdio[3] as Readable;
  const all = text(reports);
  if (step === 'any') {
    await once(reports, 'data');
    await pause(afterMs);
    child.kill('SIGKILL');
  }
  const [, signal] = await exit;
  // The last line may be cut in the middle: then its step was not told.
  const lines = (await all).split('\n').slice(0, -1);
  const told: { step: string; observations: string[] }[] = lines.map((line) => JSON.parse(line));
  return { signal, acknowledged: told.flatMap(({ observations }) => observations), last: told.at(-1)?.step };
}

/** Kills process after process over one store, each at a step, and looks what is there. */
export function itSurvives(deaths: readonly Step[]): void {
  it(`no acknowledged observation is lost or doubled over ${deaths.length} kills`, async () => {
    const path = await temporaryDirectory();
    const random = randomFrom(seed);
    const acknowledged: string[] = [];
    for (const [run, step] of deaths.entries()) {
      const death = { step, occurrence: 1 + Math.floor(random() * 5), afterMs: random() * 300 };
      const { signal, last, ...told } = await liveAndDie(path, `run-${run}`, death);
      expect(signal).toBe('SIGKILL');
      if (step !== 'any') expect(last).toBe(step);
      acknowledged.push(...told.acknowledged);
    }

    const deps = { log: keptLog(), clock };
    const store = await openStore({ path }, deps);
    const engine = await openEmbedded(path);
    const spool = await openSpool(
      { directory: join(path, 'spool'), maxAgeMs: 200 },
      { ...deps, sink: store },
    );
    await spool.drain();
    await spool.close();
    const found = await engine.rows<{ id: string }>({
      sql: `SELECT concat(server, '/', probe, '/', formatDateTime(scheduled_at, '%Y-%m-%dT%H:%i:%S.000Z'), '/', vantage) AS id FROM observations FINAL`,
    });
    const [fed] = await engine.rows<{ asked: number; answers: number; compared: number }>({
      sql: `SELECT (SELECT sum(length(asked)) FROM visits_by_point FINAL) AS asked, (SELECT count() FROM answers FINAL) AS answers,
        (SELECT count() FROM compared FINAL) AS compared`,
    });
    await engine.close();
    await store.close();

    const stored = new Set(found.map(({ id }) => id));
    expect(spool.depth().segments).toBe(0);
    expect(deps.log.lines.filter(({ level }) => level === 'error')).toEqual([]);
    expect(acknowledged.length).toBeGreaterThan(deaths.length * 3);
    expect(acknowledged.filter((id) => !stored.has(id))).toEqual([]);
    expect(found.length).toBe(stored.size);
    // A batch of three is there whole or not at all.
    expect(found.length % 3).toBe(0);
    // Of each three, one is an answer whose time is kept, and one is what rules compare.
    const thirds = found.length / 3;
    expect(fed).toEqual({ asked: found.length, answers: thirds, compared: thirds });
  }, 120_000);
}
