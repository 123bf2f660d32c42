import PQueue from 'p-queue';
import { instant } from '../model/clock.ts';
import type { Host } from '../model/host.ts';
import type { Consent } from '../model/observation.ts';
import type { WatchedServer } from '../model/server.ts';
import type { LastScheduled, Spool, Store } from '../store/store.ts';
import { Agenda, type PassedSlot } from './agenda.ts';
import type { CadenceTable } from './cadence.ts';
import { type Due, Frontier } from './frontier.ts';
import { countVisit, wasAnswered } from './metering.ts';
import { ProbeFailure } from './probe.ts';
import { ownership } from './probes/ownership.ts';
import { Proofs } from './proofs.ts';
import { Restraint } from './restraint.ts';
import type { SlotState } from './schedule.ts';
import { timedVisit } from './timed-visit.ts';
import type { VisitRecord, VisitTools } from './visit.ts';

/** Durations in milliseconds. A visit that outlasts `visitDeadlineMs` ends, and the rest of it is `missed`. */
export interface CrawlOptions {
  /** Visits in flight, hosted servers first. */
  readonly concurrency: number;
  /** Time between two visits of a server, by whose consent there is. */
  readonly intervalMs: Readonly<Record<Consent, number>>;
  readonly visitDeadlineMs: number;
  /** Hosts that tell whether we are online. Absent: the enrolled servers. */
  readonly control?: readonly Host[];
  /** How often each class of question is asked. Absent: the stock table. */
  readonly cadence?: CadenceTable;
}

/** What a crawler is made with. */
export interface CrawlTools extends VisitTools {
  readonly store: Store;
  readonly spool: Spool;
}

/** Counts since the start, for people who watch. `waiting`: due, not begun. `missed`: slots that passed without a visit. */
export interface CrawlProgress {
  readonly servers: number;
  readonly visited: number;
  readonly inFlight: number;
  readonly waiting: number;
  readonly missed: number;
  readonly bugs: number;
  /** Visits that no request of which was answered. */
  readonly unanswered: number;
}

export type RecheckAnswer = 'queued' | 'already-running' | 'unknown';

const tickMs = 200;
const unusableSpool = 'observations could not be spooled';

/** What else a visit is for. `passed`: slots to write down before it. `everything`: all questions, whether due or not. */
interface Errand {
  readonly passed?: readonly PassedSlot[];
  readonly everything?: boolean;
}

/** Visits the enrolled servers in their slots and spools what it sees. */
export class Crawler {
  private readonly frontier = new Frontier();
  private readonly proofs = new Proofs();
  private readonly agenda: Agenda;
  /** Servers with a visit queued, in flight or on its way to disk, each with the slots that wait behind it. */
  private readonly busy = new Map<Host, PassedSlot[]>();
  private readonly stopping = new AbortController();
  private readonly restraint: Restraint;
  private readonly queue: PQueue;
  private readonly counts = { visited: 0, missed: 0, bugs: 0, unanswered: 0 };
  private readonly tools: CrawlTools;
  private readonly options: CrawlOptions;
  private timer: NodeJS.Timeout | undefined;

  constructor(tools: CrawlTools, options: CrawlOptions) {
    this.tools = tools;
    this.options = options;
    const { intervalMs, cadence } = options;
    this.agenda = new Agenda({ proofs: this.proofs, intervalMs, cadence });
    this.queue = new PQueue({ concurrency: options.concurrency });
    const consentOf = (server: WatchedServer) => this.proofs.consentOf(server);
    const { control } = options;
    const { net, clock } = tools;
    const watch = { net, clock, stop: this.stopping.signal, consentOf };
    this.restraint = new Restraint({ ...watch, ...(control !== undefined && { control }) });
  }

  /** Makes servers known to the store and takes up their slots where the store left off. */
  async enrol(servers: readonly WatchedServer[]): Promise<void> {
    const { store } = this.tools;
    await store.enrol(servers);
    const hosts = new Set(servers.map(({ host }) => host));
    const enrolled = (await store.servers()).filter(({ host }) => hosts.has(host));
    const hosted = enrolled.flatMap(({ host, role }) => (role === 'hosted' ? [host] : []));
    for (const proof of await store.newestWithData(ownership.id, hosted)) this.proofs.learn(proof);
    await this.restraint.recall(enrolled, store);
    const scheduled = await store.lastScheduled(this.tools.vantage);
    this.agenda.resume(scheduled, hosts);
    const last = newestByHost(scheduled);
    for (const server of enrolled) this.place(server, last.get(server.host));
  }

  /** Visits from now on, until `stop`. */
  start(): void {
    this.restraint.prime().catch((error: unknown) => this.tools.log.error('controls were lost', { error }));
    this.timer = setInterval(() => this.tick(), tickMs);
    this.tick();
  }

  /** Queues every visit whose slot has begun, and writes down those whose slot is over. */
  tick(): void {
    for (const due of this.frontier.take(this.tools.clock.now())) this.handle(due);
  }

  /** Visits one server now and asks everything, whatever its slot. */
  recheck(host: Host): RecheckAnswer {
    const server = this.frontier.get(host);
    if (server === undefined) return 'unknown';
    if (this.busy.has(host)) return 'already-running';
    this.enqueue(server, this.tools.clock.now(), { everything: true });
    return 'queued';
  }

  progress(): CrawlProgress {
    const { pending: inFlight, size: waiting } = this.queue;
    return { servers: this.frontier.size, ...this.counts, inFlight, waiting };
  }

  /** Resolves when no visit is queued or in flight. */
  idle(): Promise<void> {
    return this.queue.onIdle();
  }

  /** Ends the visits in flight; what they did not get to is `missed`. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    this.queue.clear();
    this.stopping.abort(new ProbeFailure('shutting-down'));
    await this.queue.onIdle();
  }

  private place(server: WatchedServer, lastMs: number | undefined): void {
    this.frontier.add(server, this.intervalOf(server), lastMs);
    this.rest(server, lastMs ?? Number.NEGATIVE_INFINITY);
  }

  private rest(server: WatchedServer, fromMs: number): void {
    this.frontier.rest(server.host, this.restraint.restUntil(server, this.intervalOf(server)), fromMs);
  }

  private intervalOf(server: WatchedServer): number {
    return this.options.intervalMs[this.proofs.consentOf(server)];
  }

  private handle({ server, state }: Due): void {
    const passed = passedSlots(state);
    if (state.due === undefined) return;
    const waiting = this.busy.get(server.host);
    if (waiting === undefined && this.restraint.retires(server)) {
      void this.spoolMissed(server, [...passed, { startMs: state.due, code: 'retired' }]);
      this.rest(server, state.due);
    } else if (waiting === undefined) this.enqueue(server, state.due, { passed });
    else waiting.push(...passed, { startMs: state.due, code: 'overrun' });
  }

  private enqueue(
    server: WatchedServer,
    startMs: number,
    { passed = [], everything = false }: Errand = {},
  ): void {
    this.busy.set(server.host, []);
    const priority = server.role === 'hosted' ? 1 : 0;
    const run = async () => {
      if (passed.length > 0) await this.spoolMissed(server, passed);
      await this.run(server, startMs, everything);
    };
    this.queue
      .add(() => run().finally(() => this.release(server)), { priority })
      .catch((error: unknown) => this.report('a visit was lost', server.host, error));
  }

  /** A visit that would begin after its slot is over is missed instead: a late answer under an early time would be a lie. */
  private async run(server: WatchedServer, startMs: number, everything: boolean): Promise<void> {
    const intervalMs = this.intervalOf(server);
    if (this.tools.clock.now() >= startMs + intervalMs)
      return this.spoolMissed(server, [{ startMs, code: 'overrun' }]);
    const { visitDeadlineMs: deadlineMs } = this.options;
    const slot = { server, scheduledAt: instant(startMs), deadlineMs, stop: this.stopping.signal };
    const order = everything ? slot : { ...slot, ...this.agenda.shareOf(server, startMs) };
    const begunMs = this.tools.clock.now();
    const seen = await timedVisit(order, this.proofs, this.tools);
    const record = await this.restraint.believe(server.host, seen);
    this.agenda.note(server, record);
    this.meter(record, startMs, begunMs);
    if (this.intervalOf(server) !== intervalMs)
      this.place(server, this.busy.get(server.host)?.at(-1)?.startMs ?? startMs);
    else this.rest(server, this.tools.clock.now());
    this.counts.visited += 1;
    this.counts.bugs += record.bugs;
    await this.spool(server.host, record);
  }

  /**
   * Rows of a server are written in the order of its slots. A restart goes on after the newest one that is written: an older one
   * that was still in flight then would be neither seen nor missed.
   */
  private release(server: WatchedServer): void {
    const waiting = this.busy.get(server.host) ?? [];
    this.busy.delete(server.host);
    if (waiting.length > 0) void this.spoolMissed(server, waiting);
  }

  /** One batch a server, made when its turn comes: after a long stop there are many. */
  private async spoolMissed(watched: WatchedServer, slots: readonly PassedSlot[]): Promise<void> {
    this.counts.missed += slots.length;
    for (const { code } of slots) this.tools.meter?.add('missed_visits', 1, { code });
    const observations = this.agenda.miss(watched, slots, this.tools.vantage);
    await this.spool(watched.host, { observations, evidence: [], policies: [] });
  }

  private meter({ observations }: VisitRecord, startMs: number, begunMs: number): void {
    const { meter, clock } = this.tools;
    if (!wasAnswered(observations)) this.counts.unanswered += 1;
    const consent = observations[0]?.consent;
    if (meter === undefined || consent === undefined) return;
    countVisit(meter, observations);
    meter.record('queue_lag', (begunMs - startMs) / 1_000, { consent });
    meter.record('visit_duration', (clock.now() - begunMs) / 1_000, { consent });
  }

  private async spool(
    host: Host,
    { observations, evidence, policies }: Pick<VisitRecord, 'observations' | 'evidence' | 'policies'>,
  ): Promise<void> {
    try {
      await this.tools.spool.append({ observations, evidence, policies });
    } catch (error) {
      this.report(unusableSpool, host, error);
    }
  }

  private report(message: string, server: Host, error: unknown): void {
    this.counts.bugs += 1;
    this.tools.log.error(message, { server, error });
  }
}

/** The slots that passed while nobody ran; the oldest row says how many came before it. */
function passedSlots({ missed, older }: SlotState): readonly PassedSlot[] {
  return missed.map((startMs, index) => ({
    startMs,
    code: 'monitor-down',
    ...(index === 0 &&
      older > 0 && { detail: `we were not running; so did ${older} slots before this one pass` }),
  }));
}

function newestByHost(rows: readonly LastScheduled[]): Map<Host, number> {
  const newest = new Map<Host, number>();
  for (const { server, scheduledAt } of rows) {
    newest.set(server, Math.max(newest.get(server) ?? 0, Date.parse(scheduledAt)));
  }
  return newest;
}
