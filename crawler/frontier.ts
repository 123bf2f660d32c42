import type { Host } from '../model/host.ts';
import type { WatchedServer } from '../model/server.ts';
import { type SlotState, type Slots, slotAfter, slotsOf, slotsSince } from './schedule.ts';

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
}

/** Whom to visit next. It only counts time: it opens nothing and writes nothing. */
export class Frontier {
  private readonly entries = new Map<Host, Entry>();

  /** Takes a server in, with the moment it was last scheduled for (undefined: never). */
  add(server: WatchedServer, intervalMs: number, lastMs: number | undefined): void {
    const slots = slotsOf(server.host, Date.parse(server.watchedSince), intervalMs);
    const nextMs = lastMs === undefined ? slots.sinceMs : slotAfter(slots, lastMs);
    this.entries.set(server.host, { server, slots, lastMs, nextMs });
  }

  get(host: Host): WatchedServer | undefined {
    return this.entries.get(host)?.server;
  }

  get size(): number {
    return this.entries.size;
  }

  /** Servers with slots that have begun by a moment, longest waiting first; each slot is handed out once. */
  take(nowMs: number): readonly Due[] {
    const ready = [...this.entries.values()].filter(({ nextMs }) => nextMs <= nowMs);
    const oldestFirst = ready.toSorted((a, b) => a.nextMs - b.nextMs);
    return oldestFirst.map((entry) => this.handOut(entry, nowMs));
  }

  private handOut(entry: Entry, nowMs: number): Due {
    const state = slotsSince(entry.slots, entry.lastMs, nowMs);
    entry.lastMs = state.due ?? state.missed.at(-1) ?? entry.lastMs;
    entry.nextMs = slotAfter(entry.slots, nowMs);
    return { server: entry.server, state };
  }
}
