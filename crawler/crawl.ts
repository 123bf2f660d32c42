import { setImmediate as othersTurn } from 'node:timers/promises';
import { instant } from '../model/clock.ts';
import type { Host } from '../model/host.ts';
import type { WatchedServer } from '../model/server.ts';
import { Agenda } from './agenda.ts';
import { Calendar } from './calendar.ts';
import type { CrawlOptions, CrawlProgress, CrawlTools, RecheckAnswer } from './crawl-options.ts';
import { enrolIn } from './enrolment.ts';
import { type Errand, Errands } from './errands.ts';
import { type Due, Frontier } from './frontier.ts';
import { Ledger } from './ledger.ts';
import { ProbeFailure } from './probe.ts';
import { ownership } from './probes/ownership.ts';
import { Proofs } from './proofs.ts';
import { Rechecks } from './rechecks.ts';
import { Restraint } from './restraint.ts';
import { newestByHost, passedSlots } from './resume.ts';
import { timedVisit } from './timed-visit.ts';
import { Timetable } from './timetable.ts';
import { Unwritten } from './unwritten.ts';
import { VisitLanes } from './visit-lanes.ts';

export type { CrawlOptions, CrawlProgress, CrawlTools, RecheckAnswer } from './crawl-options.ts';

const tickMs = 200;
/** Servers of the crowd that are queued, and servers that are taken in, before others have a turn: some milliseconds' worth. */
const sliceSize = 500;
/** Ten seconds of visits at the default rate. */
const mostUnwritten = 400;

/** Visits the enrolled servers in their slots and spools what it sees. */
export class Crawler {
  private readonly frontier = new Frontier();
  private readonly proofs = new Proofs();
  private readonly errands = new Errands();
  private readonly rechecks = new Rechecks();
  private readonly calendar: Calendar;
  private readonly agenda: Agenda;
  private readonly stopping = new AbortController();
  private readonly restraint: Restraint;
  private readonly lanes: VisitLanes;
  private readonly ledger: Ledger;
  private readonly tools: CrawlTools;
  private readonly options: CrawlOptions;
  private readonly unwritten = new Unwritten(mostUnwritten);
  private timer: NodeJS.Timeout | undefined;
  /** The rest of a tick that would have taken long. */
  private more: NodeJS.Immediate | undefined;

  constructor(tools: CrawlTools, options: CrawlOptions) {
    this.tools = tools;
    this.options = options;
    const timetable = new Timetable(options);
    this.agenda = new Agenda(this.proofs, timetable);
    this.lanes = new VisitLanes(options, tools.clock);
    this.ledger = new Ledger(this.agenda, tools);
    const consentOf = (server: WatchedServer) => this.proofs.consentOf(server);
    const { control } = options;
    const watch = { net: tools.net, clock: tools.clock, stop: this.stopping.signal, consentOf };
    this.restraint = new Restraint({ ...watch, ...(control !== undefined && { control }) });
    const { frontier, proofs, restraint } = this;
    const usualMs = options.visitDeadlineMs;
    this.calendar = new Calendar({ frontier, proofs, restraint, timetable, usualMs });
  }

  /** Makes servers known to the store and takes up their slots where the store left off. */
  async enrol(servers: readonly WatchedServer[]): Promise<void> {
    const { store } = this.tools;
    const { servers: enrolled, scheduled } = await enrolIn(store, servers, this.tools.vantage);
    const hosted = enrolled.flatMap(({ host, role }) => (role === 'hosted' ? [host] : []));
    for (const proof of await store.newestWithData(ownership.id, hosted)) this.proofs.learn(proof);
    this.agenda.resume(scheduled);
    await this.restraint.recall(enrolled, store, (latest) => this.agenda.recall(latest));
    const last = newestByHost(scheduled);
    // Our own first: the crowd takes a while.
    const inOrder = enrolled.toSorted((a, b) => Number(b.role === 'hosted') - Number(a.role === 'hosted'));
    for (let from = 0; from < inOrder.length; from += sliceSize) {
      for (const server of inOrder.slice(from, from + sliceSize))
        this.calendar.place(server, last.get(server.host));
      if (from + sliceSize < inOrder.length) await othersTurn();
    }
  }

  /** Visits from now on, until `stop`. */
  start(): void {
    this.restraint.prime().catch((error: unknown) => this.tools.log.error('controls were lost', { error }));
    this.timer = setInterval(() => this.tick(), tickMs);
    this.tick();
  }

  /** Queues every visit whose slot has begun, and writes down those whose slot is over; of a large crowd the rest a little later. */
  tick(): void {
    const due = this.frontier.take(this.tools.clock.now(), sliceSize);
    for (const one of due) this.handle(one);
    if (due.length < sliceSize || this.more !== undefined) return;
    this.more = setImmediate(() => {
      this.more = undefined;
      this.tick();
    });
  }

  /** Visits one server now and asks everything, whatever its slot, unless it rests; a visit that waits goes before the others. */
  recheck(host: Host): RecheckAnswer {
    const server = this.frontier.get(host);
    if (server === undefined || this.stopping.signal.aborted) return 'unknown';
    const errand = this.errands.of(host);
    if (errand?.begun === true) return 'already-running';
    if (errand?.everything === true) return 'queued';
    const nowMs = this.tools.clock.now();
    const refusal = this.rechecks.refusal(server, nowMs, this.calendar.restUntil(server));
    if (refusal !== undefined) return refusal;
    this.rechecks.note(server, nowMs);
    this.hasten(server, errand);
    return 'queued';
  }

  progress(): CrawlProgress {
    const nowMs = this.tools.clock.now();
    const watermarkMs = Math.min(nowMs, this.frontier.nextMs, this.errands.earliestMs);
    const { waiting } = this.lanes;
    const inFlight = this.lanes.inFlight + this.unwritten.size;
    const counts = { servers: this.frontier.size, ...this.ledger.counts, inFlight, waiting };
    return { ...counts, watermarkMs, behindMs: nowMs - watermarkMs };
  }

  /** Resolves when no visit is queued or in flight. */
  async idle(): Promise<void> {
    while (this.more !== undefined) await othersTurn();
    await this.lanes.idle();
    await this.unwritten.idle();
  }

  /** Ends the visits in flight; what they did not get to is `missed`. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    clearImmediate(this.more);
    this.more = undefined;
    this.lanes.clear();
    this.stopping.abort(new ProbeFailure('shutting-down'));
    await this.idle();
  }

  private handle({ server, state }: Due): void {
    const { due: startMs } = state;
    if (startMs === undefined) return;
    const passed = passedSlots(state);
    const errand = this.errands.of(server.host);
    const asked = { startMs, lane: this.calendar.laneOf(server), passed };
    if (errand !== undefined) errand.waiting = [...errand.waiting, ...passed, { startMs, code: 'overrun' }];
    else if (this.restraint.retires(server)) this.retire(server, this.errands.open(server.host, asked));
    else this.enqueue(server, this.errands.open(server.host, asked));
  }

  private hasten(server: WatchedServer, errand: Errand | undefined): void {
    if (errand === undefined) {
      const lane = server.role === 'hosted' ? 'hosted' : 'crowd';
      const wish = { startMs: this.tools.clock.now(), lane, everything: true } as const;
      this.enqueue(server, this.errands.open(server.host, wish));
      return;
    }
    errand.everything = true;
    this.lanes.hurry(errand.lane, server.host);
  }

  private retire(server: WatchedServer, { passed, startMs }: Errand): void {
    this.calendar.rest(server, startMs);
    void this.ledger
      .miss(server, [...passed, { startMs, code: 'retired' }])
      .finally(() => this.release(server));
  }

  /** A visit gives its place back when it needs the network no more; what it saw is written without one. */
  private enqueue(server: WatchedServer, errand: Errand): void {
    const { lane, everything: hurried } = errand;
    const lost = (error: unknown) => this.ledger.report('a visit was lost', server.host, error);
    void this.lanes.run(lane, { id: server.host, hurried }, async () => {
      const write = await this.run(server, errand).catch((error: unknown) => async () => lost(error));
      const written = write().finally(() => this.release(server));
      await this.unwritten.add(written.catch(lost));
    });
  }

  /**
   * A visit that would begin after its slot is over is missed instead, unless a person waits for it: a late answer under an early time would be
   * a lie. What is returned writes it down.
   */
  private async run(server: WatchedServer, errand: Errand): Promise<() => Promise<void>> {
    errand.begun = true;
    const { startMs, everything } = errand;
    const isOver = this.tools.clock.now() >= startMs + this.calendar.intervalMs(server);
    const overrun = isOver ? [{ startMs, code: 'overrun' } as const] : [];
    const passed = [...errand.passed, ...overrun];
    if (passed.length > 0) await this.ledger.miss(server, passed);
    if (!isOver) return this.visit(server, errand);
    if (everything) return this.visit(server, { ...errand, startMs: this.tools.clock.now() });
    return async () => {};
  }

  private async visit(server: WatchedServer, { startMs, everything }: Errand): Promise<() => Promise<void>> {
    const intervalMs = this.calendar.intervalMs(server);
    const begunMs = this.tools.clock.now();
    const deadlineMs = everything ? this.options.visitDeadlineMs : this.calendar.visitTimeMs(server);
    const slot = { server, scheduledAt: instant(startMs), deadlineMs, stop: this.stopping.signal };
    const order = everything ? slot : { ...slot, ...this.agenda.shareOf(server, startMs) };
    const seen = await timedVisit(order, this.proofs, this.tools);
    const record = await this.restraint.believe(server.host, seen);
    this.agenda.note(server, record);
    if (this.calendar.intervalMs(server) !== intervalMs)
      this.calendar.place(server, this.errands.of(server.host)?.waiting.at(-1)?.startMs ?? startMs);
    else this.calendar.rest(server, this.tools.clock.now());
    return () => this.ledger.enter(server, record, { startMs, begunMs });
  }

  /** A restart goes on after the newest slot of a server that is written: an older one that was still in flight then would be neither seen nor missed. */
  private async release(server: WatchedServer): Promise<void> {
    for (let slots = this.errands.settle(server.host); slots.length > 0; ) {
      await this.ledger.miss(server, slots);
      slots = this.errands.settle(server.host);
    }
  }
}
