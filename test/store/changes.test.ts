import { afterAll, beforeAll, expect, test } from 'vitest';
import { changeReads } from '../../store/changes.ts';
import { openEmbedded } from '../../store/engine/embedded.ts';
import type { Engine } from '../../store/engine/engine.ts';
import { storeDirectory } from './furnished.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await openEmbedded(await storeDirectory());
});
afterAll(() => engine.close());

const epoch = new Date(0).toISOString();
const before = (instant: string, ms: number) => new Date(Date.parse(instant) - ms).toISOString();

/** A row as the engine dates it by a clock that shows this. */
const write = (server: string, writtenAt: string) =>
  engine.command(`INSERT INTO observations (server, probe, scheduled_at, vantage, started_at, written_at)
    SELECT '${server}', 'dns', at, 'local', at, at FROM (SELECT parseDateTime64BestEffort('${writtenAt}', 3, 'UTC') AS at)`);

/** Real time, on a clock that can be set. */
function settable() {
  let setMs = 0;
  const clock = { now: () => Date.now() + setMs, elapsed: () => performance.now() };
  const set = (ms: number): void => {
    setMs += ms;
  };
  return { clock, set };
}

test('what was written about the time when the clock was set back is told, though it is dated before what was told already, or in the future', async () => {
  const { clock, set } = settable();
  const { changedSince } = changeReads(engine, clock);
  const written = new Date(Date.now() - 60_000).toISOString();
  await write('first.example', written);
  const { until } = await changedSince(epoch);
  expect(until).toBe(written);

  // Written before the clock was set back.
  await write('third.example', new Date(Date.now() + 3_600_000).toISOString());
  set(-7_200_000);
  await write('second.example', before(until, 5_400_000));

  const { servers } = await changedSince(until);
  expect(servers).toEqual(['first.example', 'second.example', 'third.example']);
});

test('what was told is not told again where the clock runs on, or is set forward', async () => {
  const { clock, set } = settable();
  const { changedSince } = changeReads(engine, clock);
  const { until } = await changedSince(epoch);
  expect((await changedSince(until)).servers).toEqual([]);

  set(7_200_000);

  expect((await changedSince(until)).servers).toEqual([]);
});
