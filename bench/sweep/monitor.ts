import { systemClock } from '../../bin/clock.ts';
import { type Crawling, prepareCrawler } from '../../bin/crawling.ts';
import { boundGarbage } from '../../bin/heap.ts';
import { jsonLog } from '../../bin/log.ts';
import { thisRelease } from '../../bin/release.ts';
import { processTerminal } from '../../bin/terminal.ts';
import { instant } from '../../model/clock.ts';
import type { Configuration } from '../../model/configuration.ts';
import { parseHost } from '../../model/host.ts';
import type { WatchedServer } from '../../model/server.ts';
import type { Meter } from '../../model/telemetry.ts';
import { openStore } from '../../store/open.ts';

/** A monitor as the product puts it together, without pages. */
export interface Monitor extends Crawling {
  /** Rows of a table. */
  rows(table: string): Promise<number>;
  close(): Promise<void>;
}

/** Opens the embedded store, the spool and the crawler of a configuration. Warnings and errors go to standard error. */
export async function openMonitor(configuration: Configuration, meter: Meter): Promise<Monitor> {
  boundGarbage();
  const clock = systemClock;
  const write = (line: string) => void process.stderr.write(line);
  const log = jsonLog({ level: 'warn', clock, write });
  const store = await openStore({ path: configuration.store.path }, { log, clock });
  const session = {
    terminal: processTerminal(),
    release: thisRelease(),
    stop: new AbortController().signal,
    end: () => {},
  };
  const telemetry = { meter, close: async () => {} };
  const crawling = await prepareCrawler({ configuration, session, clock, log, store, telemetry });
  return {
    ...crawling,
    rows: async (name) => (await store.size()).find(({ table }) => table === name)?.rows ?? 0,
    close: async () => {
      await crawling.stop();
      await store.close();
    },
  };
}

/** Peers with these names, watched from now on. */
export function peersNamed(names: readonly string[]): readonly WatchedServer[] {
  const watchedSince = instant(systemClock.now());
  return names.map((name) => {
    const parsed = parseHost(name);
    if (!parsed.ok) throw new Error(`${name} is no host: ${parsed.refusal}`);
    return { host: parsed.host, role: 'peer', expect: {}, watchedSince };
  });
}
