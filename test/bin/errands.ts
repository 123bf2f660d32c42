import type { Foundation } from '../../bin/foundation.ts';
import type { Session } from '../../bin/session.ts';
import { type Configuration, configurationSchema } from '../../model/configuration.ts';
import { openEmbedded } from '../../store/embedded.ts';
import type { Engine } from '../../store/engine.ts';
import { knownMigrations, migrate } from '../../store/migrations.ts';
import { storeOver } from '../../store/open.ts';
import { atFileEnd } from '../file-end.ts';
import { clock, keptLog } from '../store/examples.ts';
import { furnished } from '../store/furnished.ts';
import { emptyFolder } from './command.ts';

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
  let out = '';
  let err = '';
  const terminal: Session['terminal'] = {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    status: () => {},
    live: false,
    columns: 100,
    paint: (_style, text) => text,
  };
  const session: Session = {
    terminal,
    release: { root: folder, version: '0.0.0', homepage: 'https://monitor.example' },
    rules: async () => [],
    stop: new AbortController().signal,
    end: () => {},
  };
  await closeOpen();
  const engine = await openEmbedded(await furnished(folder));
  open = engine;
  atFileEnd(closeOpen);
  const log = keptLog();
  await migrate(engine, knownMigrations(), { log, clock, dialect: {} });
  const store = storeOver(engine, clock);
  const foundation = { configuration: configured(folder, changes), session, clock, log, store };
  return { foundation, engine, folder, out: () => out, err: () => err };
}

function configured(folder: string, changes: Readonly<Record<string, unknown>>): Configuration {
  return configurationSchema.parse({
    monitor: { origin: 'https://monitor.example', contact: 'ops@monitor.example' },
    store: { path: folder },
    ...changes,
  });
}
