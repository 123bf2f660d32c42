import type { Host } from '../../model/host.ts';
import type { WatchedServer } from '../../model/server.ts';
import { NextMoments } from './next-moments.ts';
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

/** In the order in which they are handed out. */
const roles = ['hosted', 'peer'] as const;

/** Whom to visit next. It only counts time: it opens nothing and writes nothing. What a look costs grows with who is due, not with who is known. */
export class Frontier {
  private readonly entries = new Map<Host, Entry>();
  /** Entries by their next slot, our own apart from the crowd; one whose slot has changed since is passed over. */
  private readonly moments = { hosted: new NextMoments<Entry>(), peer: new NextMoments<Entry>() };
  /** Entries whose next slot a clock that was ahead may have decided. */
  private readonly doubtful = new Set<Entry>();
  private lookedMs = Number.NEGATIVE_INFINITY;

  /** Takes a server in, with the moment it was last scheduled for (undefined: never). */
  add(server: WatchedServer, intervalMs: number, lastMs: number | undefined): void {
    const slots = slotsOf(server.host, Date.parse(server.watchedSince), intervalMs);
    const nextMs = lastMs === undefined ? slots.sinceMs : slotAfter(slots, lastMs);
    const entry = { server, slots, lastMs, nextMs, resting: false };
    this.entries.set(server.host, entry);
    this.changed(entry);
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
    this.changed(entry);
  }

  /** Lets a server go: none of its slots is due any more. */
  remove(host: Host): void {
    const entry = this.entries.get(host);
    if (entry !== undefined) this.doubtful.delete(entry);
    this.entries.delete(host);
  }

  get(host: Host): WatchedServer | undefined {
    return this.entries.get(host)?.server;
  }

  get size(): number {
    return this.entries.size;
  }

  /** The start of the earliest slot that was not handed out. Infinity: there is none. */
  get nextMs(): number {
    return Math.min(...roles.map((role) => this.first(role)?.nextMs ?? Number.POSITIVE_INFINITY));
  }

  /** Servers with slots that have begun by a moment, hosted ones first and then longest waiting first, at most so many; each slot is handed out once. */
  take(nowMs: number, most: number = Number.POSITIVE_INFINITY): readonly Due[] {
    this.mistrust(nowMs);
    const due: Due[] = [];
    for (const role of roles) {
      for (
        let entry = this.first(role);
        entry !== undefined && entry.nextMs <= nowMs;
        entry = this.first(role)
      ) {
        if (due.length >= most) return due;
        this.moments[role].drop();
        due.push(handOut(entry, nowMs));
        this.moments[role].add(entry.nextMs, entry);
      }
    }
    return due;
  }

  /** Looks for slots that a clock decided which was ahead: everyone's when it was set back just now, else those that are new. */
  private mistrust(nowMs: number): void {
    const doubtful = nowMs < this.lookedMs ? this.entries.values() : this.doubtful;
    for (const entry of doubtful) {
      if (!isAhead(entry, nowMs)) continue;
      anchor(entry, nowMs);
      this.moments[entry.server.role].add(entry.nextMs, entry);
    }
    this.doubtful.clear();
    this.lookedMs = nowMs;
  }

  private changed(entry: Entry): void {
    this.moments[entry.server.role].add(entry.nextMs, entry);
    this.doubtful.add(entry);
  }

  private first(role: WatchedServer['role']): Entry | undefined {
    const moments = this.moments[role];
    for (let moment = moments.first; moment !== undefined; moment = moments.first) {
      const { item, atMs } = moment;
      if (item.nextMs === atMs && this.entries.get(item.server.host) === item) return item;
      moments.drop();
    }
    return undefined;
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
