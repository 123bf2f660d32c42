/** What decides how long a visit may take, in milliseconds. `delayMs`: what the server asks us to wait between two requests. */
export interface VisitNeeds {
  readonly usualMs: number;
  readonly delayMs: number;
  readonly intervalMs: number;
}

/** Requests of a peer's visit, and its handshake. */
const starts = 21;
/** The share of an interval that one visit may take, so that its end never reaches the next slot. */
const mostOfInterval = 0.8;

/** How long a visit may take: as usual, or as long as its questions take at the pace the server asks for, if that fits its slot. What does not fit is asked in the next one. */
export function visitTimeMs({ usualMs, delayMs, intervalMs }: VisitNeeds): number {
  return Math.max(usualMs, Math.min(starts * delayMs, mostOfInterval * intervalMs));
}
