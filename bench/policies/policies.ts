import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../bin/clock.ts';
import { jsonLog } from '../../bin/log.ts';
import { openEmbedded } from '../../store/embedded.ts';
import type { Engine } from '../../store/engine.ts';
import { knownMigrations, migrate } from '../../store/migrations.ts';
import { storeOver } from '../../store/open.ts';
import type { SegmentSink } from '../../store/segment.ts';
import type { Store } from '../../store/store.ts';
import type { Measure } from '../measure.ts';
import { measureDay, readAlone } from './day.ts';
import { measureNetwork } from './network.ts';
import { fullServers, serversOf, sizeWords } from './size.ts';
import { measureYear } from './year.ts';

/** What a day of reading block lists costs, and what a year of it weighs and slows. `servers`: how many publish a list; absent: those of the goals. */
export async function measurePolicies(servers = String(fullServers)): Promise<readonly Measure[]> {
  const size = serversOf(servers);
  console.log(`${sizeWords(size)} with 500 entries each; the full size takes some twenty minutes`);
  const alone = readAlone(size);
  return [
    ...(await onStore((engine, store) => measureDay(engine, store, { servers: size, alone }).then(told))),
    ...(await onStore(async (engine, store) => [
      ...told(await measureYear(engine, store, size)),
      ...told(await measureNetwork(engine, store, size)),
    ])),
  ];
}

/** A long run says what it has. */
function told(measures: readonly Measure[]): readonly Measure[] {
  for (const { measure, value, unit } of measures) console.log(`${measure}: ${value} ${unit}`);
  return measures;
}

/** Opens an empty store around some work and frees its disk after. */
async function onStore<T>(work: (engine: Engine, store: Store & SegmentSink) => Promise<T>): Promise<T> {
  const path = await mkdtemp(join(tmpdir(), 'fediscope-bench-'));
  const write = (line: string) => void process.stderr.write(line);
  const log = jsonLog({ level: 'warn', clock: systemClock, write });
  const engine = await openEmbedded(path);
  try {
    await migrate(engine, knownMigrations(), { log, clock: systemClock, dialect: {} });
    return await work(engine, storeOver(engine, systemClock));
  } finally {
    await engine.close();
    await rm(path, { recursive: true, force: true });
  }
}
