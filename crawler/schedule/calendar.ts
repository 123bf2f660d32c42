import type { Host } from '../../model/host.ts';
import type { WatchedServer } from '../../model/server.ts';
import type { Proofs } from '../visit/proofs.ts';
import type { Frontier } from './frontier.ts';
import type { Restraint } from './restraint.ts';
import type { Timetable } from './timetable.ts';
import type { VisitLane } from './visit-lanes.ts';
import { visitTimeMs } from './visit-time.ts';

/** The share of a visit's time that a server of the crowd may let us wait: one that answers in drops would hold a place of it to the end, at each visit. */
const longWait = 0.1;

/** What a calendar is made with. `usualMs`: how long a visit may take. */
export interface CalendarTools {
  readonly frontier: Frontier;
  readonly proofs: Proofs;
  readonly restraint: Restraint;
  readonly timetable: Timetable;
  readonly usualMs: number;
}

/** When each server is visited, for how long, and behind whom. Milliseconds. */
export class Calendar {
  readonly #tools: CalendarTools;

  constructor(tools: CalendarTools) {
    this.#tools = tools;
  }

  /** Puts a server into its slots, after the moment it was last scheduled for (undefined: never). */
  place(server: WatchedServer, lastMs: number | undefined): void {
    this.#tools.frontier.add(server, this.intervalMs(server), lastMs);
    this.rest(server, lastMs ?? Number.NEGATIVE_INFINITY);
  }

  /** Is a server in its slots? */
  holds(host: Host): boolean {
    return this.#tools.frontier.get(host) !== undefined;
  }

  /** Lets a server rest as long as restraint says, from a moment on. */
  rest(server: WatchedServer, fromMs: number): void {
    const { frontier, restraint } = this.#tools;
    frontier.rest(server.host, restraint.restUntil(server, this.intervalMs(server)), fromMs);
  }

  /** Before which moment a server is not visited, also when a person asks, in epoch milliseconds. Infinity: its whole site is gone. Undefined: it does not rest. */
  restUntil(server: WatchedServer): number | undefined {
    const { restraint } = this.#tools;
    if (restraint.isGone(server)) return Number.POSITIVE_INFINITY;
    return restraint.restUntil(server, this.intervalMs(server));
  }

  intervalMs(server: WatchedServer): number {
    const { timetable, proofs } = this.#tools;
    return timetable.intervalMs(server.host, proofs.consentOf(server));
  }

  visitTimeMs(server: WatchedServer): number {
    const { restraint, usualMs } = this.#tools;
    return visitTimeMs({ usualMs, delayMs: restraint.delayMs(server), intervalMs: this.intervalMs(server) });
  }

  laneOf(server: WatchedServer): VisitLane {
    if (server.role === 'hosted') return 'hosted';
    const { restraint, usualMs } = this.#tools;
    const isSlow = restraint.waitedMs(server) > usualMs * longWait;
    return isSlow || this.visitTimeMs(server) > usualMs ? 'patient' : 'crowd';
  }
}
