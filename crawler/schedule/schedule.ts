import { createHash } from 'node:crypto';
import type { Host } from '../../model/host.ts';

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
 * Where a server stands in its slots. `missed`: starts of slots that began after the last scheduled one and are over, oldest first, the
 * newest `maxMissed` of them; `older`: how many there were before those. `due`: the start of the slot that holds `nowMs`, when nothing was
 * scheduled in it yet.
 */
export interface SlotState {
  readonly missed: readonly number[];
  readonly older: number;
  readonly due?: number;
}

/** After a long stop, this many of a server's newest missed slots become rows of their own: a week of a minute's cadence would be 10,000. */
export const maxMissed = 100;

/** The slots since the last scheduled one (undefined: there was none) up to a moment. */
export function slotsSince(slots: Slots, lastMs: number | undefined, nowMs: number): SlotState {
  const current = slotAt(slots, nowMs);
  const first = lastMs === undefined ? slots.sinceMs : slotAfter(slots, lastMs);
  if (current === undefined || first > current) return { missed: [], older: 0 };
  const missed: number[] = [];
  for (let start = current; start > first && missed.length < maxMissed; missed.push(start))
    start = slotAt(slots, start - 1) ?? first;
  const oldest = missed.at(-1) ?? first;
  const older = Math.ceil((oldest - first) / slots.intervalMs);
  return { missed: missed.toReversed(), older, due: current };
}
