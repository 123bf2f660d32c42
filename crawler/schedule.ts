import { createHash } from 'node:crypto';
import type { Host } from '../model/host.ts';

/**
 * When a server is visited, in epoch milliseconds: at `sinceMs`, when it was enrolled, and then every `intervalMs` at a phase
 * that its name decides. So visits spread evenly, and a restart finds the same moments again.
 */
export interface Slots {
  readonly sinceMs: number;
  readonly intervalMs: number;
  /** 0 to `intervalMs`. */
  readonly phaseMs: number;
}

/** The slots of one server. */
export function slotsOf(host: Host, sinceMs: number, intervalMs: number): Slots {
  const phaseMs = createHash('sha256').update(host).digest().readUInt32BE(0) % intervalMs;
  return { sinceMs, intervalMs, phaseMs };
}

/** The start of the slot that holds a moment; undefined before the server was enrolled. */
export function slotAt({ sinceMs, intervalMs, phaseMs }: Slots, nowMs: number): number | undefined {
  if (nowMs < sinceMs) return undefined;
  return Math.max(sinceMs, Math.floor((nowMs - phaseMs) / intervalMs) * intervalMs + phaseMs);
}

/** The start of the slot after the one that holds a moment. */
export function slotAfter({ sinceMs, intervalMs, phaseMs }: Slots, nowMs: number): number {
  if (nowMs < sinceMs) return sinceMs;
  return (Math.floor((nowMs - phaseMs) / intervalMs) + 1) * intervalMs + phaseMs;
}

/**
 * Where a server stands in its slots. `missed`: starts of slots that began after the last scheduled one and are over, oldest first.
 * `due`: the start of the slot that holds `nowMs`, when nothing was scheduled in it yet.
 */
export interface SlotState {
  readonly missed: readonly number[];
  readonly due?: number;
}

/** The slots since the last scheduled one (undefined: there was none) up to a moment. */
export function slotsSince(slots: Slots, lastMs: number | undefined, nowMs: number): SlotState {
  const current = slotAt(slots, nowMs);
  if (current === undefined) return { missed: [] };
  const missed: number[] = [];
  let start = lastMs === undefined ? slots.sinceMs : slotAfter(slots, lastMs);
  for (; start < current; start = slotAfter(slots, start)) missed.push(start);
  return start === current ? { missed, due: current } : { missed };
}
