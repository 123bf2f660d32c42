import { join } from 'node:path';
import { admitRules } from '../../analyzer/fleet/admit.ts';
import { createFleetEvaluator } from '../../analyzer/fleet/evaluator.ts';
import { ownFleetRules } from '../../analyzer/fleet/load.ts';
import { openReceivers } from '../../analyzer/notify/receivers.ts';
import { fleetSource } from '../../bin/alerting/fleet-source.ts';
import { prepareAlerting } from '../../bin/alerting.ts';
import type { Notifier } from '../../model/alert.ts';
import { instant } from '../../model/clock.ts';
import { configurationSchema } from '../../model/configuration.ts';
import { failure } from '../../model/failure.ts';
import type { Observation } from '../../model/observation.ts';
import { openScratchStore } from '../../store/scratch.ts';
import { receiverDeps } from '../analyzer/notify/notices.ts';
import { anObservation, aServer, host, keptLog } from '../store/examples.ts';
import { furnished } from '../store/furnished.ts';
import { temporaryDirectory } from '../store/temporary.ts';
import { type HeardNews, startListener } from './listener.ts';

/** Minutes since the beginning, of a day (1 to 14) and a time. */
export function at(day: number, time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return (day - 1) * 1_440 + hours * 60 + minutes;
}

/** A stretch of time in minutes; its end does not belong to it. */
export type Span = readonly [from: number, to: number];

const within = (now: number, [from, to]: Span) => from <= now && now < to;

/** What happens, beside the good days. */
export interface Hostilities {
  /** When a server is away, by server; only seen from these vantages, where it says so. */
  readonly outages: ReadonlyArray<readonly [server: string, span: Span, vantage?: string]>;
  /** When a vantage writes nothing, by vantage. */
  readonly lost: ReadonlyArray<readonly [vantage: string, span: Span]>;
  /** When our own network is down, everywhere. */
  readonly cutOff: readonly Span[];
  /** When receivers answer 503. */
  readonly deaf: readonly Span[];
  /** When the monitor is started again before every pass. */
  readonly restless: readonly Span[];
  /** When nothing of us runs, so that nothing is written either. */
  readonly stopped: readonly Span[];
  /** When there is a visit and a pass every three minutes. Outside there is one at midnight and at noon. */
  readonly watched: readonly Span[];
  /** As in the configuration. */
  readonly maintenance: readonly unknown[];
}

const minute = 60_000;
const vantages = ['main', 'other'];
const servers = Array.from({ length: 6 }, (_, index) => `s${index}.example`);
/** Enough to know these weeks by: whether servers answer, and whether we ask. */
const watchedRules = new Set(['availability.confirmed', 'monitor.coverage']);

/** One visit of every server from every vantage that works. */
function visitsAt(now: number, startMs: number, told: Hostilities): readonly Observation[] {
  const isDuring = (span: Span) => within(now, span);
  const asking = vantages.filter(
    (name) => !told.lost.some(([lost, span]) => lost === name && isDuring(span)),
  );
  const scheduledAt = instant(startMs + now * minute);
  const visit = (server: string, vantage: string): Observation => {
    const seen = { server: host(server), probe: 'webfinger', vantage, consent: 'hosted' } as const;
    const made = anObservation({
      ...seen,
      scheduledAt,
      startedAt: scheduledAt,
      data: { base: { ok: true } },
    });
    const isAway = told.outages.some(
      ([name, span, from = vantage]) => name === server && from === vantage && isDuring(span),
    );
    const { data: _, ...unanswered } = made;
    if (told.cutOff.some(isDuring))
      return { ...unanswered, outcome: 'missed', failure: failure('own-network-down'), exchanges: [] };
    return isAway
      ? { ...unanswered, outcome: 'failed', failure: failure('connect-timeout'), exchanges: [] }
      : made;
  };
  return asking.flatMap((vantage) => servers.map((server) => visit(server, vantage)));
}

/** The moments at which something is done, in minutes. */
function momentsOf({ watched }: Hostilities): readonly number[] {
  const all = Array.from({ length: 14 * 480 }, (_, index) => 3 * index);
  return all.filter((now) => now % 720 === 0 || watched.some((span) => within(now, span)));
}

/** Plays two weeks from a moment on with the real store, rules, alerts and receivers; gives what a webhook and an Alertmanager heard. */
export async function playedWeeks(startMs: number, told: Hostilities): Promise<readonly HeardNews[]> {
  let nowMs = startMs;
  const clock = { now: () => nowMs, elapsed: () => nowMs };
  const log = keptLog();
  const listener = await startListener(clock);
  const folder = await temporaryDirectory();
  const store = await openScratchStore(await furnished(join(folder, 'store')), { log, clock });
  await store.enrol(servers.map((name) => aServer(name, { role: 'hosted' })));
  const configuration = configurationSchema.parse({
    monitor: { origin: 'https://monitor.example', contact: 'ops@monitor.example' },
    maintenance: told.maintenance,
  });
  const ground = { configuration, store, clock, log };
  const own = ownFleetRules().filter(({ id }) => watchedRules.has(id));
  const { admitted: rules } = await admitRules(ground, own);
  const started = async () => {
    const deps = receiverDeps({ clock });
    const directory = join(folder, 'outbox');
    const receivers = await openReceivers({ ...listener.settings, directory }, deps);
    let taken: Promise<void> = Promise.resolve();
    const notify: Notifier['notify'] = (notices) => (taken = receivers.notify(notices));
    const fleet = { ...createFleetEvaluator({ store, rules, clock, log }), rules: own };
    const sources = [fleetSource(ground, fleet)];
    const alerting = prepareAlerting(ground, { sources, notifiers: [{ ...receivers, notify }] });
    const pass = async () => {
      await alerting.pass(instant(nowMs));
      await taken;
      await receivers.step();
    };
    return { pass, close: alerting.close };
  };
  let monitor: Awaited<ReturnType<typeof started>> | undefined;
  for (const now of momentsOf(told)) {
    const isDuring = (span: Span) => within(now, span);
    nowMs = startMs + now * minute;
    listener.answer(told.deaf.some(isDuring) ? 503 : 200);
    if (told.restless.some(isDuring) || told.stopped.some(isDuring)) {
      await monitor?.close();
      monitor = undefined;
    }
    if (told.stopped.some(isDuring)) continue;
    // Two visits, so that a pass in the quiet hours has seen enough.
    await store.take([now - 3, now].flatMap((when) => visitsAt(when, startMs, told)));
    monitor ??= await started();
    await monitor.pass();
  }
  await monitor?.close();
  await store.close();
  await listener.close();
  return listener.heard;
}
