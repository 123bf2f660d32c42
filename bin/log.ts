import type { Clock } from '../model/clock.ts';
import { instant } from '../model/clock.ts';
import type { Log } from '../model/log.ts';

/** All levels, quietest last. */
export const logLevels = ['debug', 'info', 'warn', 'error'] as const;

export type LogLevel = (typeof logLevels)[number];

interface LogOptions {
  readonly level: LogLevel;
  readonly clock: Clock;
  readonly write: (line: string) => void;
}

/** A log that writes JSON lines of the given level and louder. Errors among the fields become their message and stack. */
export function jsonLog({ level, clock, write }: LogOptions): Log {
  const say =
    (own: LogLevel) =>
    (message: string, fields: Readonly<Record<string, unknown>> = {}): void => {
      if (logLevels.indexOf(own) < logLevels.indexOf(level)) return;
      write(`${JSON.stringify({ at: instant(clock.now()), level: own, message, ...fields }, plainError)}\n`);
    };
  return { debug: say('debug'), info: say('info'), warn: say('warn'), error: say('error') };
}

function plainError(_key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString();
  return value instanceof Error ? { name: value.name, message: value.message, stack: value.stack } : value;
}
