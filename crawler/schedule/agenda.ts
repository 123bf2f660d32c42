import { instant } from '../../model/clock.ts';
import type { FailureCode } from '../../model/failure.ts';
import type { Observation } from '../../model/observation.ts';
import type { WatchedServer } from '../../model/server.ts';
import type { LastScheduled } from '../../store/store.ts';
import { type Known, Memory } from '../visit/memory.ts';
import type { Proofs } from '../visit/proofs.ts';
import type { VisitRecord } from '../visit/visit.ts';
import { Cadence, type CadenceSlot } from './cadence.ts';
import { missedObservations } from './missed.ts';
import type { Timetable } from './timetable.ts';

/** A slot that went by without a visit. `startMs`: epoch milliseconds. */
export interface PassedSlot {
  readonly startMs: number;
  readonly code: FailureCode;
  readonly detail?: string;
}

/** What each visit asks: the questions that are due, and what is known for them to build on. */
export class Agenda {
  readonly #cadence = new Cadence();
  readonly #memory = new Memory();
  readonly #proofs: Proofs;
  readonly #timetable: Timetable;

  constructor(proofs: Proofs, timetable: Timetable) {
    this.#proofs = proofs;
    this.#timetable = timetable;
  }

  /** Learns from the newest rows of the store, after `resume`: what was missed since is still to be asked. */
  recall(latest: readonly Observation[]): void {
    this.#cadence.recall(latest);
  }

  /** Takes up where the store left off. */
  resume(scheduled: readonly LastScheduled[]): void {
    for (const { server, probe, scheduledAt } of scheduled)
      this.#cadence.learn(server, probe, Date.parse(scheduledAt));
  }

  /** What a visit in a slot asks, and what it can build on. */
  shareOf(
    server: WatchedServer,
    startMs: number,
  ): { readonly due: ReadonlySet<string>; readonly known: Known } {
    return { due: this.#cadence.due(this.#slotOf(server, startMs)), known: this.#memory.of(server.host) };
  }

  /** A visit is over. */
  note({ host }: WatchedServer, { observations, settled }: VisitRecord): void {
    this.#cadence.note(host, observations);
    this.#memory.keep(host, settled);
  }

  /** The rows of slots without a visit, in their order: one for each question that was due. */
  miss(watched: WatchedServer, slots: readonly PassedSlot[], vantage: string): readonly Observation[] {
    const consent = this.#proofs.consentOf(watched);
    return slots.flatMap(({ startMs, ...why }) => {
      const slot = { server: watched.host, scheduledAt: instant(startMs), vantage, consent };
      const due = this.#cadence.missed(this.#slotOf(watched, startMs));
      const rows = missedObservations({ ...slot, ...why, due });
      this.#cadence.note(watched.host, rows);
      return rows;
    });
  }

  #slotOf(server: WatchedServer, startMs: number): CadenceSlot {
    const consent = this.#proofs.consentOf(server);
    const { host } = server;
    const intervalMs = this.#timetable.intervalMs(host, consent);
    const leastMs = this.#timetable.leastMs(host, consent);
    return { host, consent, leastMs, startMs, intervalMs };
  }
}
