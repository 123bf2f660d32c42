import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { replayPast } from '../../bin/demo/past.ts';
import { instant } from '../../model/clock.ts';
import { openStore } from '../../store/open.ts';
import { openSpool } from '../../store/spool/spool.ts';
import { type Fediverse, startFediverse } from '../fediverse/fediverse.ts';
import { smallScenarios } from '../scenarios/index.ts';
import { storeDirectory } from '../store/furnished.ts';
import { keptLog, realClock, visitTools, watched } from '../visiting.ts';

const [scenario] = smallScenarios;
const hours = 3;
const agoMs = hours * 3_600_000;
const clock = realClock();
let fediverse: Fediverse;

beforeAll(async () => {
  fediverse = await startFediverse({ only: [scenario!.host] });
});
afterAll(() => fediverse.close());

/** A store with its spool, as the demo has them. */
async function openPlace() {
  const path = await storeDirectory();
  const deps = { log: keptLog(), clock };
  const store = await openStore({ path }, deps);
  const spool = await openSpool({ directory: join(path, 'spool'), maxAgeMs: 2 }, { sink: store, ...deps });
  return { store, spool };
}

it('a past is marked as replayed in every row, and no time in it is of the present', async () => {
  const { store, spool } = await openPlace();
  const visits = visitTools(fediverse);
  const begun = clock.now();
  const server = watched(scenario!, instant(begun));

  await replayPast(new Map([[server, { hours }]]), { visits, spool }, new AbortController().signal);

  const rows = await store.history(server.host, 100);
  const exchanges = rows.flatMap((row) => row.exchanges);
  const times = [
    ...rows.flatMap(({ scheduledAt, startedAt }) => [scheduledAt, startedAt]),
    ...exchanges.map(({ startedAt }) => startedAt),
  ].map((at) => Date.parse(at) + agoMs);
  expect(rows.length).toBeGreaterThan(10);
  expect(rows.filter(({ replayed }) => !replayed)).toEqual([]);
  expect(Math.min(...times)).toBeGreaterThanOrEqual(begun);
  expect(Math.max(...times)).toBeLessThanOrEqual(clock.now());
  // What the server says of the time went back as far, or its clock would seem wrong.
  const told = exchanges.flatMap(({ responseHeaders: { date } }) => date ?? []).map((at) => Date.parse(at));
  expect(told.length).toBeGreaterThan(5);
  expect(Math.max(...told)).toBeLessThanOrEqual(clock.now() - agoMs);
  const readings = await store.newestReadings([server.host]);
  const readAt = readings.map((reading) => Date.parse(reading.readAt) + agoMs);
  expect(readings.length).toBeGreaterThan(0);
  expect(readings.filter(({ replayed }) => !replayed)).toEqual([]);
  expect(Math.min(...readAt)).toBeGreaterThanOrEqual(begun);
  expect(Math.max(...readAt)).toBeLessThanOrEqual(clock.now());
  expect((await store.replayedUntil([server.host])).get(server.host)).toBeDefined();
  expect(await store.lastScheduled('test')).toEqual([]);
  await spool.close();
  await store.close();
  await visits.net.close();
});
