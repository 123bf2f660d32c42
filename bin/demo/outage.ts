import { setTimeout as sleep } from 'node:timers/promises';
import type { Fediverse } from '../../test/fediverse/fediverse.ts';
import type { Terminal } from '../terminal.ts';

/** The server that goes down in the demo, and when: milliseconds after the pages are there. */
const outage = { host: 'open.fedi.test', beginsMs: 45_000, lastsMs: 150_000 } as const;

/** Where the outage is played and told. */
export interface OutageStage {
  readonly fediverse: Fediverse;
  readonly origin: string;
  readonly terminal: Terminal;
  readonly stop: AbortSignal;
}

/** Takes a hosted server down for a while, so that whoever watches sees an outage begin and end. Over when it healed or was stopped. */
export async function playOutage({ fediverse, origin, terminal, stop }: OutageStage): Promise<void> {
  const page = `${origin}/servers/${outage.host}`;
  const tell = (line: string) => terminal.err(`${terminal.live ? '\r\u001b[K' : ''}${line}\n`);
  try {
    await sleep(outage.beginsMs, undefined, { signal: stop });
    fediverse.break(outage.host, 'connection-reset');
    tell(`${outage.host} goes down now. Its page says so within a minute: ${page}`);
    await sleep(outage.lastsMs, undefined, { signal: stop });
    fediverse.heal(outage.host);
    tell(`${outage.host} is back. Its page says so within a minute: ${page}`);
  } catch (error) {
    // The only rejection of these sleeps is the signal's.
    if (!stop.aborted) throw error;
  }
}
