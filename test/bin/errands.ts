import type { Foundation } from '../../bin/foundation.ts';
import { type Configuration, configurationSchema } from '../../model/configuration.ts';
import { openEmbedded } from '../../store/engine/embedded.ts';
import type { Engine } from '../../store/engine/engine.ts';
import { knownMigrations, migrate } from '../../store/migrations.ts';
import { storeOver } from '../../store/open.ts';
import { atFileEnd } from '../file-end.ts';
import { clock, keptLog } from '../store/examples.ts';
import { furnished } from '../store/furnished.ts';
import { emptyFolder } from './command.ts';
import { keptSession } from './in-process.ts';

/** What a command stands on, with what it said so far. */
export interface Errand {
  readonly foundation: Foundation;
  /** What the store is over, for who tampers with it. */
  readonly engine: Engine;
  readonly folder: string;
  out(): string;
  err(): string;
}

let open: Engine | undefined;

async function closeOpen(): Promise<void> {
  await open?.close();
  open = undefined;
}

/** A store in a new folder, and a terminal that remembers. One at a time: a process has one embedded store. */
export async function anErrand(changes: Readonly<Record<string, unknown>> = {}): Promise<Errand> {
  const folder = emptyFolder();
  const release = { root: folder, version: '0.0.0', homepage: 'https://monitor.example' };
  const { session, ended } = keptSession({ release, rules: async () => [] });
  await closeOpen();
  const engine = await openEmbedded(await furnished(folder));
  open = engine;
  atFileEnd(closeOpen);
  const log = keptLog();
  await migrate(engine, knownMigrations(), { log, clock, dialect: {} });
  const store = storeOver(engine, clock);
  const foundation = { configuration: configured(folder, changes), session, clock, log, store };
  return { foundation, engine, folder, out: () => ended().stdout, err: () => ended().stderr };
}

function configured(folder: string, changes: Readonly<Record<string, unknown>>): Configuration {
  return configurationSchema.parse({
    monitor: { origin: 'https://monitor.example', contact: 'ops@monitor.example' },
    store: { path: folder },
    ...changes,
  });
}
