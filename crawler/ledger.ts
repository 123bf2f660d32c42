import type { Clock } from '../model/clock.ts';
import type { Host } from '../model/host.ts';
import type { Log } from '../model/log.ts';
import type { WatchedServer } from '../model/server.ts';
import type { Meter } from '../model/telemetry.ts';
import type { Spool } from '../store/store.ts';
import { countVisit, wasAnswered } from './metering.ts';
import type { Agenda, PassedSlot } from './schedule/agenda.ts';
import type { VisitRecord } from './visit/visit.ts';

/** What a ledger is made with. `vantage`: from where the missed visits would have been made. */
export interface LedgerTools {
  readonly spool: Spool;
  readonly log: Log;
  readonly clock: Clock;
  readonly vantage: string;
  readonly meter?: Meter;
}

/** When a visit's slot and the visit began, in epoch milliseconds. */
export interface Begin {
  readonly startMs: number;
  readonly begunMs: number;
}

/** Counts since the start. `missed`: slots. `unanswered`: visits that no request of which was answered. */
export interface Counts {
  readonly visited: number;
  readonly missed: number;
  readonly bugs: number;
  readonly unanswered: number;
}

/** Writes down visits and missed slots, and counts them. */
export class Ledger {
  readonly #counts = { visited: 0, missed: 0, bugs: 0, unanswered: 0 };
  readonly #agenda: Agenda;
  readonly #tools: LedgerTools;

  constructor(agenda: Agenda, tools: LedgerTools) {
    this.#agenda = agenda;
    this.#tools = tools;
  }

  get counts(): Counts {
    return this.#counts;
  }

  /** A visit that took place. */
  async enter({ host }: WatchedServer, record: VisitRecord, begin: Begin): Promise<void> {
    this.#meter(record, begin);
    this.#counts.visited += 1;
    this.#counts.bugs += record.bugs;
    await this.#spool(host, record);
  }

  /** Slots without a visit. One batch a server: after a long stop there are many. */
  async miss(watched: WatchedServer, slots: readonly PassedSlot[]): Promise<void> {
    this.#counts.missed += slots.length;
    for (const { code } of slots) this.#tools.meter?.add('missed_visits', 1, { code });
    const observations = this.#agenda.miss(watched, slots, this.#tools.vantage);
    await this.#spool(watched.host, { observations, evidence: [], policies: [] });
  }

  /** A fault of ours. */
  report(message: string, server: Host, error: unknown): void {
    this.#counts.bugs += 1;
    this.#tools.log.error(message, { server, error });
  }

  #meter({ observations }: VisitRecord, { startMs, begunMs }: Begin): void {
    const { meter, clock } = this.#tools;
    if (!wasAnswered(observations)) this.#counts.unanswered += 1;
    const consent = observations[0]?.consent;
    if (meter === undefined || consent === undefined) return;
    countVisit(meter, observations);
    meter.record('queue_lag', (begunMs - startMs) / 1_000, { consent });
    meter.record('visit_duration', (clock.now() - begunMs) / 1_000, { consent });
  }

  async #spool(
    host: Host,
    batch: Pick<VisitRecord, 'observations' | 'evidence' | 'policies'>,
  ): Promise<void> {
    const { observations, evidence, policies } = batch;
    try {
      await this.#tools.spool.append({ observations, evidence, policies });
    } catch (error) {
      this.report('observations could not be spooled', host, error);
    }
  }
}
