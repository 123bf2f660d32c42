import type { Host } from '../model/host.ts';
import type { WatchedServer } from '../model/server.ts';
import { type SlotState, type Slots, slotAfter, slotAt, slotsOf, slotsSince } from './schedule.ts';

/** A server whose time has come. Instants in epoch milliseconds. */
export interface Due {
  readonly server: WatchedServer;
  readonly state: SlotState;
}

interface Entry {
  readonly server: WatchedServer;
  readonly slots: Slots;
  lastMs: number | undefined;
  nextMs: number;
  resting: boolean;
}

/** Whom to visit next. It only counts time: it opens nothing and writes nothing. */
export class Frontier {
  private readonly entries = new Map<Host, Entry>();

  /** Takes a server in, with the moment it was last scheduled for (undefined: never). */
  add(server: WatchedServer, intervalMs: number, lastMs: number | undefined): void {
    const slots = slotsOf(server.host, Date.parse(server.watchedSince), intervalMs);
    const nextMs = lastMs === undefined ? slots.sinceMs : slotAfter(slots, lastMs);
    this.entries.set(server.host, { server, slots, lastMs, nextMs, resting: false });
  }

  /**
   * Passes over the slots that begin before `untilMs`: they are not due, so nobody misses them. Undefined ends a rest, and slots count again after `fromMs`.
   */
  rest(host: Host, untilMs: number | undefined, fromMs: number): void {
    const entry = this.entries.get(host);
    if (entry === undefined || (untilMs === undefined && !entry.resting)) return;
    const passedMs = Math.max(fromMs, (untilMs ?? fromMs) - 1);
    entry.resting = untilMs !== undefined;
    entry.lastMs = slotAt(entry.slots, passedMs) ?? entry.lastMs;
    entry.nextMs = slotAfter(entry.slots, passedMs);
  }

  get(host: Host): WatchedServer | undefined {
    return this.entries.get(host)?.server;
  }

  get size(): number {
    return this.entries.size;
  }

  /** Servers with slots that have begun by a moment, longest waiting first; each slot is handed out once. */
  take(nowMs: number): readonly Due[] {
    const entries = [...this.entries.values()];
    for (const entry of entries) if (isAhead(entry, nowMs)) anchor(entry, nowMs);
    const ready = entries.filter(({ nextMs }) => nextMs <= nowMs);
    const oldestFirst = ready.toSorted((a, b) => a.nextMs - b.nextMs);
    return oldestFirst.map((entry) => handOut(entry, nowMs));
  }
}

/** A next slot more than one interval away was computed by a clock that has been set back since, unless the server rests; waiting for it would be silence. */
function isAhead({ nextMs, slots, resting }: Entry, nowMs: number): boolean {
  return !resting && nextMs > nowMs + slots.intervalMs && nowMs >= slots.sinceMs;
}

/** Makes the slot that holds a moment the next one, and what lies after it forgotten. */
function anchor(entry: Entry, nowMs: number): void {
  entry.nextMs = slotAt(entry.slots, nowMs) ?? entry.slots.sinceMs;
  entry.lastMs = entry.nextMs - 1;
}

function handOut(entry: Entry, nowMs: number): Due {
  const state = slotsSince(entry.slots, entry.lastMs, nowMs);
  entry.lastMs = state.due ?? entry.lastMs;
  entry.nextMs = slotAfter(entry.slots, nowMs);
  entry.resting = false;
  return { server: entry.server, state };
}
