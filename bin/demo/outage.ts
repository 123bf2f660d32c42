import { setTimeout as sleep } from 'node:timers/promises';
import type { Fediverse } from '../../test/fediverse/fediverse.ts';
import type { Terminal } from '../terminal.ts';

/** The hosted server that goes down in the demo. */
export const outageHost = 'open.fedi.test';

/** When the outage begins, after the pages are there, and when it ends, after it began. Both resolve then, and reject when told to stop. */
export interface OutageTimes {
  begins(stop: AbortSignal): Promise<unknown>;
  ends(stop: AbortSignal): Promise<unknown>;
}

/** Time to look around first, then time to see it. */
export const usualOutage: OutageTimes = {
  begins: (signal) => sleep(45_000, undefined, { signal }),
  ends: (signal) => sleep(150_000, undefined, { signal }),
};

/** Where the outage is played and told. */
export interface OutageStage {
  readonly fediverse: Fediverse;
  readonly origin: string;
  readonly terminal: Terminal;
  readonly stop: AbortSignal;
  readonly times: OutageTimes;
}

/** Takes a hosted server down for a while, so that whoever watches sees an outage begin and end. Over when it healed or was stopped. */
export async function playOutage({ fediverse, origin, terminal, stop, times }: OutageStage): Promise<void> {
  const page = `${origin}/servers/${outageHost}`;
  const tell = (line: string) => terminal.err(`${terminal.live ? '\r\u001b[K' : ''}${line}\n`);
  try {
    await times.begins(stop);
    fediverse.break(outageHost, 'connection-reset');
    tell(`${outageHost} goes down now. Its page says so within a minute: ${page}`);
    await times.ends(stop);
    fediverse.heal(outageHost);
    tell(`${outageHost} is back. Its page says so within a minute: ${page}`);
  } catch (error) {
    // The only rejection of these times is the signal's.
    if (!stop.aborted) throw error;
  }
}
