import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../bin/clock.ts';
import { jsonLog } from '../../bin/log.ts';
import { openEmbedded } from '../../store/engine/embedded.ts';
import type { Engine } from '../../store/engine/engine.ts';
import { knownMigrations, migrate } from '../../store/migrations.ts';
import { storeOver } from '../../store/open.ts';
import type { SegmentSink } from '../../store/spool/segment.ts';
import type { Store } from '../../store/store.ts';
import type { Measure } from '../measure.ts';
import { measureDay, readAlone } from './day.ts';
import { measureNetwork } from './network.ts';
import { showProgress } from './progress.ts';
import { entriesEach, fullServers, minutesOf, serversOf, sizeWords } from './size.ts';
import { measureYear } from './year.ts';

/** Minutes after which a run is ended. */
const usualMinutes = '60';

/** How a run is asked for, as texts. `servers`: how many publish a list; absent: those of the goals. `minutes`: after which it is ended. */
export interface PoliciesRun {
  readonly servers: string | undefined;
  readonly minutes: string | undefined;
}

/** What a day of reading block lists costs, and what a year of it weighs and slows. */
export async function measurePolicies(asked: PoliciesRun): Promise<readonly Measure[]> {
  const servers = serversOf(asked.servers ?? String(fullServers));
  console.log(
    `${sizeWords(servers)} with ${entriesEach} entries each; the full size takes some twenty minutes of a quiet machine`,
  );
  const progress = showProgress(minutesOf(asked.minutes ?? usualMinutes));
  try {
    const alone = await readAlone(servers, progress);
    const day = await onStore((engine, store) =>
      measureDay(engine, store, { servers, progress, alone }).then(told),
    );
    const year = await onStore(async (engine, store) => {
      const measured = told(await measureYear(engine, store, { servers, progress }));
      progress.at('network', 0);
      return [...measured, ...told(await measureNetwork(engine, store, servers))];
    });
    return [...day, ...year];
  } finally {
    progress.end();
  }
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
