import { expect, it, onTestFinished } from 'vitest';
import { openStore } from '../../store/open.ts';
import { openSpool } from '../../store/spool/spool.ts';
import { startFront } from '../clickhouse-front/start.ts';
import { anEvidence, anObservation, clock, host, keptLog } from './examples.ts';
import { temporaryDirectory } from './temporary.ts';

it('a server that dies in the middle gets everything once when it is back', async () => {
  const directory = await temporaryDirectory();
  const first = await startFront(directory);
  const options = { url: first.url, database: 'fediscope', username: 'default', password: 'front' };
  const deps = { log: keptLog(), clock };
  const store = await openStore(options, deps);
  onTestFinished(() => store.close());
  const spool = await openSpool(
    { directory: await temporaryDirectory(), maxAgeMs: 1, retryMs: [5, 50] },
    { ...deps, sink: store },
  );
  const server = host('outage.example');
  const made = Array.from({ length: 9 }, (_, minute) =>
    anObservation({ server, scheduledAt: `2026-11-20T10:0${minute}:00.000Z` }),
  );
  const append = async (from: number, to: number) => {
    for (const observation of made.slice(from, to))
      await spool.append({ observations: [observation], evidence: [anEvidence(observation.id)] });
  };

  await append(0, 3);
  await first.kill();
  await append(3, 6);
  expect(spool.depth().segments).toBeGreaterThanOrEqual(3);
  const second = await startFront(directory, Number(new URL(first.url).port));
  onTestFinished(() => second.kill());
  await append(6, 9);
  // A closing spool tries once more and leaves the rest to the next start; the connection it has may be one to the server that died.
  await spool.drain();
  await spool.close();

  expect(spool.depth().segments).toBe(0);
  expect(await store.history(server, 100)).toStrictEqual(made.toReversed());
  const rows = Object.fromEntries((await store.size()).map(({ table, rows }) => [table, rows]));
  expect(rows).toMatchObject({ observations: 9, evidence: 9 });
  expect(deps.log.lines.filter(({ level }) => level === 'error')).toEqual([]);
}, 60_000);
