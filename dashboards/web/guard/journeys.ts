import { randomBytes } from 'node:crypto';
import type { Journey } from './oidc.ts';

/** How long somebody may be away to log in elsewhere, in seconds. */
export const journeySeconds = 600;

/** Under way at once, at most; the oldest is given up for a new one. */
const mostJourneys = 1000;

/** A journey, and where on this site it leads. */
export interface Booked {
  readonly journey: Journey;
  readonly next: string;
}

/** Log-ins at another place that are under way, in memory; each comes back once. */
export interface Journeys {
  /** The secret that only this browser has. */
  start(booked: Booked, nowMs: number): string;
  end(secret: string, nowMs: number): Booked | undefined;
}

/** Nobody is away yet. */
export function createJourneys(): Journeys {
  const away = new Map<string, Booked & { readonly untilMs: number }>();
  return {
    start(booked, nowMs) {
      const oldest = away.keys().next().value;
      if (away.size >= mostJourneys && oldest !== undefined) away.delete(oldest);
      const secret = randomBytes(32).toString('base64url');
      away.set(secret, { ...booked, untilMs: nowMs + journeySeconds * 1_000 });
      return secret;
    },
    end(secret, nowMs) {
      const booked = away.get(secret);
      away.delete(secret);
      return booked !== undefined && booked.untilMs > nowMs ? booked : undefined;
    },
  };
}
