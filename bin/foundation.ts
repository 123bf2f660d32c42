import { writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../model/clock.ts';
import type { Configuration } from '../model/configuration.ts';
import type { Log } from '../model/log.ts';
import { StoreUnavailable } from '../store/engine/unavailable.ts';
import { openStore } from '../store/open.ts';
import { openSpool, type SpoolEvent, type TracedSegment } from '../store/spool/spool.ts';
import type { Spool, StoreOptions } from '../store/store.ts';
import { systemClock } from './clock.ts';
import { boundGarbage } from './heap.ts';
import { jsonLog, type LogLevel } from './log.ts';
import { messageOf, Refusal, systemCode } from './refusal.ts';
import { secretOf } from './secrets.ts';
import type { Session } from './session.ts';
import type { Telemetry } from './telemetry/telemetry.ts';

/** What every long-running command stands on. */
export interface Foundation {
  readonly configuration: Configuration;
  readonly session: Session;
  readonly clock: Clock;
  readonly log: Log;
  readonly store: Awaited<ReturnType<typeof openStore>>;
  /** Absent: nobody listens to what we say about ourselves. */
  readonly telemetry?: Telemetry;
}

/** What the command line adds to the configuration. */
export interface Flags {
  readonly url?: string;
  readonly logLevel: LogLevel;
}

/** Opens the store. @throws {StoreUnavailable} when that fails. */
export async function openFoundation(
  configuration: Configuration,
  { url, logLevel }: Flags,
  session: Session,
): Promise<Foundation> {
  boundGarbage();
  const clock = systemClock;
  const log = jsonLog({ level: logLevel, clock, write: (line) => session.terminal.err(line) });
  trace('store opening');
  const store = await openStore(storeOptions(configuration.store, url), { log, clock });
  trace('store open');
  return { configuration, session, clock, log, store };
}

/** Opens the spool in front of the store. @throws {StoreUnavailable} when another process has it. @throws {Refusal} when its directory cannot be used. */
export async function openSpoolOf({ configuration, store, log, clock }: Foundation): Promise<Spool> {
  const directory = join(configuration.store.path, 'spool');
  try {
    return await openSpool({ directory }, { sink: store, log, clock, trace: traceSegment, isRunning });
  } catch (cause) {
    if (cause instanceof StoreUnavailable) throw cause;
    throw new Refusal(
      `cannot use the spool ${directory}: ${messageOf(cause)}`,
      'make it a writable directory',
      {
        cause,
      },
    );
  }
}

/** Where the store is: `--url` wins over the configuration. @throws {Refusal} when the password is not in the environment. */
export function storeOptions(configured: Configuration['store'], urlFlag?: string): StoreOptions {
  const url = urlFlag ?? configured.url;
  if (url === undefined) return { path: configured.path };
  const { database = 'fediscope', username = 'default', passwordEnv } = configured;
  const password = passwordEnv === undefined ? '' : secretOf(passwordEnv, 'store.passwordEnv');
  return { url, database, username, password };
}

/** Whether a process lives. Signal 0 is never sent: it only asks. A process of somebody else's is one too. */
export function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return systemCode(error) === 'EPERM';
  }
}

function traceSegment(event: SpoolEvent, { id, observations }: TracedSegment): void {
  trace(`${event} ${id} ${observations.join(',')}`);
}

/** Tells whoever started us what happens to the data, a line an event, on the file descriptor in FEDISCOPE_TRACE_FD. Nothing is told without it. */
export function trace(line: string): void {
  const fd = process.env['FEDISCOPE_TRACE_FD'] ?? '';
  if (/^\d+$/.test(fd)) writeSync(Number(fd), `${line.trim()}\n`);
}
