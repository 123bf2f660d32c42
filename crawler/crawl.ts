import { setImmediate as othersTurn } from 'node:timers/promises';
import type { Host } from '../model/host.ts';
import type { WatchedServer } from '../model/server.ts';
import type { CrawlOptions, CrawlProgress, CrawlTools, RecheckAnswer } from './crawl-options.ts';
import { Dispatch } from './dispatch.ts';
import { enrolIn } from './enrolment.ts';
import { ProbeFailure } from './net/probe-failure.ts';
import { ownership } from './probes/ownership.ts';
import { Agenda } from './schedule/agenda.ts';
import { Calendar } from './schedule/calendar.ts';
import { Frontier } from './schedule/frontier.ts';
import { Rechecks } from './schedule/rechecks.ts';
import { Restraint } from './schedule/restraint.ts';
import { newestByHost } from './schedule/resume.ts';
import { Timetable } from './schedule/timetable.ts';
import { Proofs } from './visit/proofs.ts';

export type { CrawlOptions, CrawlProgress, CrawlTools, RecheckAnswer } from './crawl-options.ts';

const tickMs = 200;
/** Servers of the crowd that are queued, and servers that are taken in, before others have a turn: some milliseconds' worth. */
const sliceSize = 500;

/** Visits the enrolled servers in their slots and spools what it sees. */
export class Crawler {
  private readonly frontier = new Frontier();
  private readonly proofs = new Proofs();
  private readonly rechecks = new Rechecks();
  private readonly calendar: Calendar;
  private readonly agenda: Agenda;
  private readonly stopping = new AbortController();
  private readonly restraint: Restraint;
  private readonly dispatch: Dispatch;
  private readonly tools: CrawlTools;
  private timer: NodeJS.Timeout | undefined;
  /** The rest of a tick that would have taken long. */
  private more: NodeJS.Immediate | undefined;

  constructor(tools: CrawlTools, options: CrawlOptions) {
    this.tools = tools;
    const timetable = new Timetable(options);
    this.agenda = new Agenda(this.proofs, timetable);
    const consentOf = (server: WatchedServer) => this.proofs.consentOf(server);
    const { control, visitDeadlineMs: usualMs } = options;
    const { signal: stop } = this.stopping;
    const watch = { net: tools.net, clock: tools.clock, vantage: tools.vantage, stop, consentOf };
    this.restraint = new Restraint({ ...watch, ...(control !== undefined && { control }) });
    const { agenda, frontier, proofs, restraint } = this;
    this.calendar = new Calendar({ frontier, proofs, restraint, timetable, usualMs });
    this.dispatch = new Dispatch(
      { agenda, calendar: this.calendar, proofs, restraint, stop },
      tools,
      options,
    );
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

  /** Ends the watch over servers: no slot of theirs is due any more, and a visit that waits does not take place. */
  dismiss(hosts: readonly Host[]): void {
    for (const host of hosts) {
      this.frontier.remove(host);
      this.restraint.forget(host);
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
    for (const one of due) this.dispatch.send(one);
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
    const errand = this.dispatch.of(host);
    if (errand?.begun === true) return 'already-running';
    if (errand?.everything === true) return 'queued';
    const nowMs = this.tools.clock.now();
    const refusal = this.rechecks.refusal(server, nowMs, this.calendar.restUntil(server));
    if (refusal !== undefined) return refusal;
    this.rechecks.note(server, nowMs);
    this.dispatch.hasten(server);
    return 'queued';
  }

  progress(): CrawlProgress {
    const nowMs = this.tools.clock.now();
    const { earliestMs, ...standing } = this.dispatch.standing;
    const watermarkMs = Math.min(nowMs, this.frontier.nextMs, earliestMs);
    return { servers: this.frontier.size, ...standing, watermarkMs, behindMs: nowMs - watermarkMs };
  }

  /** Resolves when no visit is queued or in flight. */
  async idle(): Promise<void> {
    while (this.more !== undefined) await othersTurn();
    await this.dispatch.idle();
  }

  /** Ends the visits in flight; what they did not get to is `missed`. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    clearImmediate(this.more);
    this.more = undefined;
    this.dispatch.clear();
    this.stopping.abort(new ProbeFailure('shutting-down'));
    await this.idle();
  }
}
