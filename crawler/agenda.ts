import { instant } from '../model/clock.ts';
import type { FailureCode } from '../model/failure.ts';
import type { Host } from '../model/host.ts';
import type { Consent, Observation } from '../model/observation.ts';
import type { WatchedServer } from '../model/server.ts';
import type { LastScheduled } from '../store/store.ts';
import { Cadence, type CadenceTable, stockCadence } from './cadence.ts';
import { type Known, Memory } from './memory.ts';
import { missedObservations } from './missed.ts';
import type { Proofs } from './proofs.ts';
import type { VisitRecord } from './visit.ts';

/** A slot that went by without a visit. `startMs`: epoch milliseconds. */
export interface PassedSlot {
  readonly startMs: number;
  readonly code: FailureCode;
  readonly detail?: string;
}

/** What an agenda is made with. `intervalMs`: time between two visits. `cadence` absent: the stock table. */
export interface AgendaOptions {
  readonly proofs: Proofs;
  readonly intervalMs: Readonly<Record<Consent, number>>;
  readonly cadence?: CadenceTable | undefined;
}

/** What each visit asks: the questions that are due, and what is known for them to build on. */
export class Agenda {
  readonly #cadence: Cadence;
  readonly #memory = new Memory();
  readonly #proofs: Proofs;
  readonly #intervalMs: AgendaOptions['intervalMs'];

  constructor({ proofs, intervalMs, cadence = stockCadence }: AgendaOptions) {
    this.#cadence = new Cadence(cadence);
    this.#proofs = proofs;
    this.#intervalMs = intervalMs;
  }

  /** Takes up where the store left off; servers that are not enrolled are left out. */
  resume(scheduled: readonly LastScheduled[], enrolled: ReadonlySet<Host>): void {
    for (const { server, probe, scheduledAt } of scheduled)
      if (enrolled.has(server)) this.#cadence.learn(server, probe, Date.parse(scheduledAt));
  }

  /** What a visit in a slot asks, and what it can build on. */
  shareOf(
    server: WatchedServer,
    startMs: number,
  ): { readonly due: ReadonlySet<string>; readonly known: Known } {
    return { due: this.#dueIn(server, startMs), known: this.#memory.of(server.host) };
  }

  /** A visit is over. */
  note({ host }: WatchedServer, { observations, settled }: VisitRecord): void {
    this.#cadence.note(observations);
    this.#memory.keep(host, settled);
  }

  /** The rows of slots without a visit, in their order: one for each question that was due. */
  miss(watched: WatchedServer, slots: readonly PassedSlot[], vantage: string): readonly Observation[] {
    const consent = this.#proofs.consentOf(watched);
    return slots.flatMap(({ startMs, ...why }) => {
      const slot = { server: watched.host, scheduledAt: instant(startMs), vantage, consent };
      const rows = missedObservations({ ...slot, ...why, due: this.#dueIn(watched, startMs) });
      this.#cadence.note(rows);
      return rows;
    });
  }

  #dueIn(server: WatchedServer, startMs: number): ReadonlySet<string> {
    const consent = this.#proofs.consentOf(server);
    const intervalMs = this.#intervalMs[consent];
    return this.#cadence.due({ host: server.host, consent, startMs, intervalMs });
  }
}
