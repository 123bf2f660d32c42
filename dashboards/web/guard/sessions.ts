import { randomBytes } from 'node:crypto';
import type { Reader } from './reader.ts';

/** How long a login lasts. */
export const sessionHours = 12;

/** How long it lasts without a request. */
const idleHours = 4;

/** Open at once, at most; the oldest is closed for a new one. */
const mostSessions = 1000;

/** Who has logged in, in memory: a restart logs everyone out. */
export interface Sessions {
  /** The secret of a new session. */
  open(reader: Reader, nowMs: number): string;
  /** Whose a session is, and that it is used now. Undefined: it is not open. */
  readerOf(secret: string, nowMs: number): Reader | undefined;
  close(secret: string): void;
}

interface Session {
  readonly reader: Reader;
  readonly untilMs: number;
  readonly idleUntilMs: number;
}

/** No session yet. */
export function createSessions(): Sessions {
  const sessions = new Map<string, Session>();
  return {
    open(reader, nowMs) {
      const oldest = sessions.keys().next().value;
      if (sessions.size >= mostSessions && oldest !== undefined) sessions.delete(oldest);
      const secret = randomBytes(32).toString('base64url');
      const untilMs = nowMs + sessionHours * 3_600_000;
      sessions.set(secret, { reader, untilMs, idleUntilMs: nowMs + idleHours * 3_600_000 });
      return secret;
    },
    readerOf(secret, nowMs) {
      const session = sessions.get(secret);
      if (session === undefined || session.untilMs <= nowMs || session.idleUntilMs <= nowMs) return undefined;
      sessions.set(secret, { ...session, idleUntilMs: nowMs + idleHours * 3_600_000 });
      return session.reader;
    },
    close: (secret) => void sessions.delete(secret),
  };
}
