import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Clock } from '../model/clock.ts';
import type { ClockSync } from '../model/observation.ts';

const run = promisify(execFile);

/** A state that is older is asked for again. */
const freshMs = 10 * 60 * 1_000;
const patienceMs = 2_000;

/** Who can be asked: both look at what the kernel says (adjtimex), the second where there is no systemd. */
const askers: ReadonlyArray<{
  readonly program: string;
  readonly args: readonly string[];
  readonly read: (said: string) => ClockSync;
}> = [
  { program: 'timedatectl', args: ['show', '--property=NTPSynchronized', '--value'], read: byTimedatectl },
  { program: 'chronyc', args: ['-c', 'tracking'], read: byChrony },
];

/** What `timedatectl show --property=NTPSynchronized --value` says. Source: timedatectl(1). */
export function byTimedatectl(said: string): ClockSync {
  const words: Readonly<Record<string, ClockSync>> = { yes: 'synchronised', no: 'unsynchronised' };
  return words[said.trim()] ?? 'unknown';
}

/** What `chronyc -c tracking` says: its last field is the leap status. Source: chronyc(1), tracking. */
export function byChrony(said: string): ClockSync {
  const leap = said.trim().split(',').at(-1) ?? '';
  if (leap === 'Not synchronised') return 'unsynchronised';
  return ['Normal', 'Insert second', 'Delete second'].includes(leap) ? 'synchronised' : 'unknown';
}

/** What the kernel says of the clock now. `unknown` where no program can tell, as in most containers. */
export async function readClockSync(): Promise<ClockSync> {
  for (const { program, args, read } of askers) {
    const said = await run(program, args, {
      timeout: patienceMs,
      env: { PATH: process.env['PATH'] ?? '', LC_ALL: 'C' },
    }).catch(
      () => undefined, // not installed, no bus, no daemon: the next one may know
    );
    const state = said === undefined ? 'unknown' : read(said.stdout);
    if (state !== 'unknown') return state;
  }
  return 'unknown';
}

/** The state of the clock, asked for in the background, at once and when the last answer is ten minutes old. `unknown` until the first one comes. */
export function watchClockSync(clock: Clock, read = readClockSync): () => ClockSync {
  let state: ClockSync = 'unknown';
  let askedAt = Number.NEGATIVE_INFINITY;
  const look = () => {
    if (clock.elapsed() - askedAt < freshMs) return state;
    askedAt = clock.elapsed();
    void read().then((next) => {
      state = next;
    });
    return state;
  };
  look();
  return look;
}
