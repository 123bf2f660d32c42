import { instant } from '../model/clock.ts';
import type { Host } from '../model/host.ts';
import type { WatchedServer } from '../model/server.ts';
import type { CrawlOptions, CrawlTools } from './crawl-options.ts';
import { type Errand, Errands, overrun } from './errands.ts';
import { type Counts, Ledger } from './ledger.ts';
import type { Agenda } from './schedule/agenda.ts';
import type { Calendar } from './schedule/calendar.ts';
import type { Due } from './schedule/frontier.ts';
import type { Restraint } from './schedule/restraint.ts';
import { passedSlots } from './schedule/resume.ts';
import { VisitLanes } from './schedule/visit-lanes.ts';
import type { Proofs } from './visit/proofs.ts';
import { timedVisit } from './visit/timed-visit.ts';

/** What decides about visits. `stop`: ends those under way; its reason is a `ProbeFailure`. */
export interface Deciders {
  readonly agenda: Agenda;
  readonly calendar: Calendar;
  readonly proofs: Proofs;
  readonly restraint: Restraint;
  readonly stop: AbortSignal;
}

/** Sends visits out through their lanes, one at a time to a server, and writes down what came of each slot. */
export class Dispatch {
  readonly #errands = new Errands();
  readonly #lanes: VisitLanes;
  readonly #ledger: Ledger;
  readonly #deciders: Deciders;
  readonly #tools: CrawlTools;
  readonly #visitDeadlineMs: number;

  constructor(deciders: Deciders, tools: CrawlTools, options: CrawlOptions) {
    this.#deciders = deciders;
    this.#tools = tools;
    this.#visitDeadlineMs = options.visitDeadlineMs;
    this.#lanes = new VisitLanes(options, tools.clock);
    this.#ledger = new Ledger(deciders.agenda, tools);
  }

  /** How far it is. `earliestMs`: the earliest slot whose rows are not on disk; Infinity: there is none. */
  get standing(): Counts & {
    readonly inFlight: number;
    readonly waiting: number;
    readonly earliestMs: number;
  } {
    const { inFlight, waiting } = this.#lanes;
    return { ...this.#ledger.counts, inFlight, waiting, earliestMs: this.#errands.earliestMs };
  }

  /** The visit of a server that waits or is under way. */
  of(host: Host): Readonly<Pick<Errand, 'begun' | 'everything'>> | undefined {
    return this.#errands.of(host);
  }

  /** A slot has begun: its visit is queued, unless one of the server waits or is under way. */
  send({ server, state }: Due): void {
    const { due: startMs } = state;
    if (startMs === undefined) return;
    const { calendar, restraint } = this.#deciders;
    const passed = passedSlots(state);
    const errand = this.#errands.of(server.host);
    const asked = { startMs, lane: calendar.laneOf(server), ...(passed.length > 0 && { passed }) };
    if (errand !== undefined) errand.waiting = [...errand.waiting, ...passed, overrun(startMs, errand)];
    else if (restraint.retires(server)) this.#retire(server, this.#errands.open(server.host, asked));
    else this.#enqueue(server, this.#errands.open(server.host, asked));
  }

  /** Somebody wants to see everything of a server now: its visit goes before the others. */
  hasten(server: WatchedServer): void {
    const errand = this.#errands.of(server.host);
    if (errand === undefined) {
      const lane = server.role === 'hosted' ? 'hosted' : 'crowd';
      const wish = { startMs: this.#tools.clock.now(), lane, everything: true } as const;
      this.#enqueue(server, this.#errands.open(server.host, wish));
      return;
    }
    errand.everything = true;
    this.#lanes.hurry(errand.lane, server.host);
  }

  /** Forgets the visits that wait. */
  clear(): void {
    this.#lanes.clear();
  }

  /** Resolves when no visit is queued, under way or unwritten. */
  idle(): Promise<void> {
    return this.#lanes.idle();
  }

  #retire(server: WatchedServer, errand: Errand): void {
    const { passed, startMs } = errand;
    this.#deciders.calendar.rest(server, startMs);
    this.#errands.end(server.host);
    const last = { startMs, code: 'retired' } as const;
    void this.#ledger.miss(server, [...passed, last]).finally(() => this.#errands.close(errand));
  }

  /** Forty thousand may wait: what a visit needs is made when it begins. */
  #enqueue(server: WatchedServer, errand: Errand): void {
    const arrival = { id: server.host, hurried: errand.everything };
    this.#lanes.run(errand.lane, arrival, () => this.#carryOut(server, errand));
  }

  async #carryOut(server: WatchedServer, errand: Errand): Promise<() => Promise<void>> {
    const lost = (error: unknown) => this.#ledger.report('a visit was lost', server.host, error);
    const enter = await this.#run(server, errand).catch((error: unknown) => async () => lost(error));
    const passed = this.#errands.end(server.host);
    // Begun in one go, so that a later visit's rows come after these: a restart goes on after the newest slot of a server that is written.
    const write = () => Promise.all([enter(), passed.length === 0 || this.#ledger.miss(server, passed)]);
    return () =>
      write()
        .then(() => {}, lost)
        .finally(() => this.#errands.close(errand));
  }

  /**
   * A visit that would begin after its slot is over is missed instead, unless a person waits for it: a late answer under an early time would be
   * a lie. What is returned writes it down.
   */
  async #run(server: WatchedServer, errand: Errand): Promise<() => Promise<void>> {
    errand.begun = true;
    const { calendar } = this.#deciders;
    if (!calendar.holds(server.host)) return async () => {};
    const { startMs, everything } = errand;
    const isOver = this.#tools.clock.now() >= startMs + calendar.intervalMs(server);
    const passed = [...errand.passed, ...(isOver ? [overrun(startMs)] : [])];
    if (passed.length > 0) await this.#ledger.miss(server, passed);
    if (!isOver) return this.#visit(server, errand);
    if (everything) return this.#visit(server, { ...errand, startMs: this.#tools.clock.now() });
    return async () => {};
  }

  async #visit(server: WatchedServer, { startMs, everything }: Errand): Promise<() => Promise<void>> {
    const { agenda, calendar, proofs, restraint, stop } = this.#deciders;
    const { clock } = this.#tools;
    const intervalMs = calendar.intervalMs(server);
    const begunMs = clock.now();
    const deadlineMs = everything ? this.#visitDeadlineMs : calendar.visitTimeMs(server);
    const slot = { server, scheduledAt: instant(startMs), deadlineMs, stop };
    const order = everything ? slot : { ...slot, ...agenda.shareOf(server, startMs) };
    const seen = await timedVisit(order, proofs, this.#tools);
    const record = await restraint.believe(server.host, seen);
    agenda.note(server, record);
    if (calendar.intervalMs(server) !== intervalMs)
      calendar.place(server, this.#errands.of(server.host)?.waiting.at(-1)?.startMs ?? startMs);
    else calendar.rest(server, clock.now());
    return () => this.#ledger.enter(server, record, { startMs, begunMs });
  }
}
