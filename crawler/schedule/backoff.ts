import type { Contact } from './contacts.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** The longest wait at a server that was seen alive within `livingMs`, and at others. It never grows beyond that: nobody is forgotten. */
const longestMs = { living: dayMs, dead: 7 * dayMs } as const;
const livingMs = 30 * dayMs;

/** What back-off needs besides the contact. `sinceMs`: when the server was enrolled, epoch milliseconds. */
export interface Rhythm {
  readonly intervalMs: number;
  readonly sinceMs: number;
}

/**
 * Before which moment a peer is not visited again, in epoch milliseconds. Undefined: its own slots say when. Infinity: never by itself.
 * After each failed visit the wait is as long as the server has been away so far, so it doubles, and it follows from what the store holds. A server whose
 * robots.txt cannot be read rests like one that is away: what it forbids is not known. Since when is known to this process alone, so a restart begins with one interval.
 */
export function restUntil(contact: Contact, rhythm: Rhythm): number | undefined {
  if (contact.gone !== undefined) return contact.gone === 'seen' ? undefined : Number.POSITIVE_INFINITY;
  const moments = [contact.notBeforeMs, awayUntil(contact, rhythm)].filter((moment) => moment !== undefined);
  return moments.length === 0 ? undefined : Math.max(...moments);
}

function awayUntil(
  { triedMs, reached, aliveMs, unreadSinceMs }: Contact,
  { intervalMs, sinceMs }: Rhythm,
): number | undefined {
  const seenMs = reached === false ? (aliveMs ?? sinceMs) : unreadSinceMs;
  if (triedMs === undefined || seenMs === undefined) return undefined;
  const awayMs = triedMs - seenMs;
  const isLiving = awayMs <= livingMs;
  const capMs = Math.max(intervalMs, isLiving ? longestMs.living : longestMs.dead);
  return triedMs + Math.min(capMs, Math.max(intervalMs, awayMs));
}
