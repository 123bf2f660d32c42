import { randomBytes } from 'node:crypto';

/** How long a login lasts. */
export const sessionHours = 12;

/** Open at once, at most; the oldest is closed for a new one. */
const mostSessions = 1000;

/** Who has logged in, in memory: a restart logs everyone out. */
export interface Sessions {
  /** The secret of a new session. */
  open(nowMs: number): string;
  isOpen(secret: string, nowMs: number): boolean;
  close(secret: string): void;
}

/** No session yet. */
export function createSessions(): Sessions {
  const expiries = new Map<string, number>();
  return {
    open(nowMs) {
      const oldest = expiries.keys().next().value;
      if (expiries.size >= mostSessions && oldest !== undefined) expiries.delete(oldest);
      const secret = randomBytes(32).toString('base64url');
      expiries.set(secret, nowMs + sessionHours * 3_600_000);
      return secret;
    },
    isOpen: (secret, nowMs) => (expiries.get(secret) ?? 0) > nowMs,
    close: (secret) => void expiries.delete(secret),
  };
}
