import { type Clock, instant } from '../model/clock.ts';
import { failure, outcomeOf } from '../model/failure.ts';
import type { Log } from '../model/log.ts';
import type { Consent, Evidence, Observation } from '../model/observation.ts';
import { observationId } from '../model/observation-id.ts';
import type { WatchedServer } from '../model/server.ts';
import { type Meter, silentMeter } from '../model/telemetry.ts';
import type { Candidates } from './candidates/refusal.ts';
import { type ProvenOwner, requireConsent } from './consent.ts';
import type { Known } from './memory.ts';
import type { Net, NetSession, Recording } from './net/net.ts';
import {
  type After,
  type ProbeConsent,
  ProbeFailure,
  type ProbeIo,
  type ProbeTarget,
  type Settled,
} from './probe.ts';
import { redirectedTo } from './probes/domains.ts';
import { visitProbes } from './probes/index.ts';

/** One pass over one server. `scheduledAt` RFC 3339; `signal` ends the visit, its reason a `ProbeFailure`. */
export interface VisitOrder {
  readonly server: WatchedServer;
  readonly consent: Consent;
  /** The owner's proof, without which no `owner` probe runs. */
  readonly owner?: ProvenOwner;
  readonly scheduledAt: string;
  readonly signal: AbortSignal;
  /** Ids of the probes whose time has come. Absent: every one. */
  readonly due?: ReadonlySet<string>;
  /** What earlier visits ended in; a probe that is due builds on it where the earlier probe is not. */
  readonly known?: Known;
}

/** What a visit is made with. */
export interface VisitTools {
  readonly net: Net;
  readonly clock: Clock;
  readonly log: Log;
  readonly vantage: string;
  /** Empty: no configuration, so nothing can be proven ours. */
  readonly monitorOrigin: string;
  /** Where names of other servers go. Absent: nobody collects them. */
  readonly candidates?: Candidates;
  /** Takes what we say about ourselves. Absent: nobody listens. */
  readonly meter?: Meter;
}

/**
 * What a visit leaves behind: one observation a probe that was asked, in the order of the list, scrubbed of people.
 * `bugs`: probes that ended in an error of ours. `settled`: the results by probe, not scrubbed; for later visits of this process only.
 */
export interface VisitRecord {
  readonly observations: readonly Observation[];
  readonly evidence: readonly Evidence[];
  readonly bugs: number;
  readonly settled: Known;
}

/** A probe as the runner sees it: its types were checked where it was defined. */
export interface AnyProbe {
  readonly id: string;
  readonly version: number;
  readonly consent?: ProbeConsent;
  readonly after?: After;
  run(target: ProbeTarget, io: ProbeIo, prior: never): Promise<unknown>;
}

/** A probe that every server expects, so that it needs no proof. */
export type PeerProbe = AnyProbe & { readonly consent?: 'peer' };

/** An order with the owner's proof in it. */
export type OwnedOrder = VisitOrder & { readonly owner: ProvenOwner };

/** Asks one server every question, one after the other. Never throws for what a server did. */
export function visit(order: VisitOrder, tools: VisitTools): Promise<VisitRecord> {
  return runProbes(visitProbes, order, tools);
}

/** Runs the given probes in their order within one network session. Probes that need a proof do not compile without one, and are refused where it is not good. */
export function runProbes(
  probes: readonly PeerProbe[],
  order: VisitOrder,
  tools: VisitTools,
): Promise<VisitRecord>;
export function runProbes(
  probes: readonly AnyProbe[],
  order: OwnedOrder,
  tools: VisitTools,
): Promise<VisitRecord>;
export async function runProbes(
  probes: readonly AnyProbe[],
  order: VisitOrder,
  tools: VisitTools,
): Promise<VisitRecord> {
  const { server, consent, signal } = order;
  const facts = { 'server.address': server.host, consent };
  const webDomain = redirectedTo(order.known);
  const opening = { host: server.host, consent, signal };
  const session = tools.net.open(webDomain === undefined ? opening : { ...opening, webDomain });
  try {
    const meter = tools.meter ?? silentMeter;
    return await meter.span('visit', facts, () => runEach(probes, order, { ...tools, session }));
  } finally {
    await session.close();
  }
}

type SessionTools = VisitTools & { readonly session: NetSession };

/** What one probe left, names of people still in it. */
interface Draft {
  readonly probe: AnyProbe;
  readonly startedAt: string;
  readonly durationMs: number;
  readonly result: Settled<unknown>;
  readonly recording: () => Recording;
}

async function runEach(
  probes: readonly AnyProbe[],
  order: VisitOrder,
  tools: SessionTools,
): Promise<VisitRecord> {
  const settled = new Map<string, Settled<unknown>>(order.known);
  const drafts: Draft[] = [];
  for (const probe of asked(probes, order)) {
    const startedAt = instant(tools.clock.now());
    const began = tools.clock.elapsed();
    const result = await spanned(probe, tools, () => settleProbe(probe, order, { tools, settled }));
    const durationMs = Math.round((tools.clock.elapsed() - began) * 1000) / 1000;
    settled.set(probe.id, result);
    drafts.push({ probe, startedAt, durationMs, result, recording: take(tools) });
  }
  return recordAll(drafts, order, tools);
}

/** The probes that are due, and before them those they build on of which nothing is known. */
function asked(
  probes: readonly AnyProbe[],
  { due, known }: Pick<VisitOrder, 'due' | 'known'>,
): readonly AnyProbe[] {
  if (due === undefined) return probes;
  const wanted = new Set(due);
  for (const { id, after = {} } of probes.toReversed()) {
    if (!wanted.has(id)) continue;
    for (const earlier of Object.values(after)) if (known?.has(earlier.id) !== true) wanted.add(earlier.id);
  }
  return probes.filter(({ id }) => wanted.has(id));
}

/** Scrubs at the end, when every name is known, so that equal texts stay equal across the visit. */
function recordAll(drafts: readonly Draft[], order: VisitOrder, tools: SessionTools): VisitRecord {
  const observations: Observation[] = [];
  const evidence: Evidence[] = [];
  for (const draft of drafts) {
    const kept = keep(draft, order, tools);
    evidence.push(...kept.evidence);
    observations.push(record(draft.probe, order, tools, { ...draft, ...kept }));
  }
  const bugs = observations.filter(({ failure }) => failure?.code === 'own-bug').length;
  const settled = new Map(drafts.map(({ probe, result }) => [probe.id, result]));
  return { observations, evidence, bugs, settled };
}

type Kept = Recording & Pick<Draft, 'result'>;

/** What a probe leaves, scrubbed; a fault of ours costs this one probe, and nothing unscrubbed gets out. */
function keep(draft: Draft, order: VisitOrder, tools: SessionTools): Kept {
  try {
    return { ...draft.recording(), result: tools.session.scrub(draft.result) };
  } catch (error) {
    return { exchanges: [], evidence: [], result: bug(draft.probe, order, { tools, error }) };
  }
}

/** Reading the bytes is work on remote data too: its fault is told when the recording is read. */
function take({ session }: SessionTools): () => Recording {
  try {
    return session.takeRecording();
  } catch (error) {
    return () => {
      throw error;
    };
  }
}

function bug(
  probe: AnyProbe,
  { server }: VisitOrder,
  { tools, error }: { readonly tools: VisitTools; readonly error: unknown },
): Settled<never> {
  const fields = { server: server.host, probe: probe.id, error };
  tools.log.error('a probe failed by a fault of ours', fields);
  return { ok: false, failure: new ProbeFailure('own-bug').failure };
}

interface Progress {
  readonly tools: SessionTools;
  readonly settled: ReadonlyMap<string, Settled<unknown>>;
}

/** A probe as a span that says how it ended. */
function spanned(
  { id: probe }: AnyProbe,
  { meter = silentMeter }: VisitTools,
  run: () => Promise<Settled<unknown>>,
): Promise<Settled<unknown>> {
  return meter.span('probe', { probe }, async (note) => {
    const result = await run();
    note({ outcome: result.ok ? 'ok' : result.failure.code });
    return result;
  });
}

/** The one place that catches: what is no ProbeFailure is a bug of ours, and has a name in the log. */
async function settleProbe(
  probe: AnyProbe,
  order: VisitOrder,
  { tools, settled }: Progress,
): Promise<Settled<unknown>> {
  const { monitorOrigin, candidates } = tools;
  const { server, scheduledAt } = order;
  const target = { server, scheduledAt, monitorOrigin, ...(candidates !== undefined && { candidates }) };
  try {
    order.signal.throwIfAborted();
    requireConsent(probe.consent ?? 'peer', { ...order, host: order.server.host });
    return { ok: true, data: await probe.run(target, tools.session, priorOf(probe, settled)) };
  } catch (error) {
    const cause = order.signal.aborted ? order.signal.reason : error;
    if (cause instanceof ProbeFailure) return { ok: false, failure: cause.failure };
    return bug(probe, order, { tools, error });
  }
}

/** The types that `defineProbe` checked are lost in the list; the ids carry them over. */
function priorOf(probe: AnyProbe, settled: ReadonlyMap<string, Settled<unknown>>): never {
  const missing = { ok: false, failure: failure('prior-missing') };
  const entries = Object.entries(probe.after ?? {});
  return Object.fromEntries(entries.map(([name, { id }]) => [name, settled.get(id) ?? missing])) as never;
}

type Moment = Pick<Observation, 'startedAt' | 'durationMs' | 'exchanges'> & {
  readonly result: Settled<unknown>;
};

function record(probe: AnyProbe, order: VisitOrder, { vantage }: VisitTools, moment: Moment): Observation {
  const { result, startedAt, durationMs, exchanges } = moment;
  const key = { server: order.server.host, probe: probe.id, scheduledAt: order.scheduledAt, vantage };
  return {
    id: observationId(key),
    ...key,
    probeVersion: probe.version,
    consent: order.consent,
    startedAt,
    durationMs,
    exchanges,
    ...(result.ok
      ? { outcome: 'ok', data: result.data }
      : { outcome: outcomeOf(result.failure.code), failure: result.failure }),
    replayed: false,
  };
}
