import { afterAll } from 'vitest';
import { type Foundation, openFoundation } from '../../bin/foundation.ts';
import type { Session } from '../../bin/session.ts';
import { type Configuration, configurationSchema } from '../../model/configuration.ts';
import { emptyFolder } from './command.ts';

/** What a command stands on, with what it said so far. */
export interface Errand {
  readonly foundation: Foundation;
  readonly folder: string;
  out(): string;
  err(): string;
}

const opened: Foundation[] = [];

afterAll(async () => {
  for (const { store } of opened) await store.close();
});

/** A store in a new folder, and a terminal that remembers. */
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
    stop: new AbortController().signal,
    end: () => {},
  };
  const foundation = await openFoundation(configured(folder, changes), { logLevel: 'error' }, session);
  opened.push(foundation);
  return { foundation, folder, out: () => out, err: () => err };
}

function configured(folder: string, changes: Readonly<Record<string, unknown>>): Configuration {
  return configurationSchema.parse({
    monitor: { origin: 'https://monitor.example', contact: 'ops@monitor.example' },
    store: { path: folder },
    ...changes,
  });
}
