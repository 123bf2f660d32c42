import { type Clock, instant } from '../../model/clock.ts';
import type { Host } from '../../model/host.ts';
import type { Log } from '../../model/log.ts';
import type { Consent, Evidence, Observation, Witness } from '../../model/observation.ts';
import type { PolicyList } from '../../model/policy.ts';
import type { WatchedServer } from '../../model/server.ts';
import type { SoftwareCatalogue } from '../../model/software/catalogue.ts';
import { type Meter, silentMeter } from '../../model/telemetry.ts';
import type { Candidates } from '../candidates/refusal.ts';
import type { Forges } from '../forges/forges.ts';
import type { Net } from '../net/net.ts';
import type { Settled } from '../net/probe-failure.ts';
import type { ProbeIo } from '../net/probe-io.ts';
import type { RobotsFacts } from '../net/robots/robots.ts';
import type { After, ProbeConsent, ProbeTarget } from '../probe.ts';
import { redirectedTo } from '../probes/domains.ts';
import { visitProbes } from '../probes/index.ts';
import { asked } from './asked.ts';
import { isFor, type ProvenOwner } from './consent.ts';
import { builtOn, type Known } from './memory.ts';
import { type SessionTools, settleProbe, spanned, targetOf } from './probe-run.ts';
import { type Draft, recordAll, take, withoutPeople } from './visit-draft.ts';

/** One pass over one server. `scheduledAt` RFC 3339; `signal` ends the visit, its reason a `ProbeFailure`. */
export interface VisitOrder {
  readonly server: WatchedServer;
  readonly consent: Consent;
  /** The owner's proof, without which no `owner` probe runs. */
  readonly owner?: ProvenOwner;
  readonly scheduledAt: string;
  readonly signal: AbortSignal;
  /** Monotonic milliseconds after which it starts nothing that a Crawl-delay puts off. Absent: it waits for no long delay. */
  readonly untilMs?: number;
  /** Ids of the probes whose time has come, in the order to ask them. Absent: every one. */
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
  /** By what software is known. Absent: by what is built in. */
  readonly software?: SoftwareCatalogue;
  /** Where names of other servers go. Absent: nobody collects them. */
  readonly candidates?: Candidates;
  /** Our hosted servers, for servers that answer by name. Absent: none are known. */
  readonly hosted?: readonly Host[];
  /** Visits addresses of source that servers offer. Absent: nobody does. */
  readonly forges?: Pick<Forges, 'check'>;
  /** Takes what we say about ourselves. Absent: nobody listens. */
  readonly meter?: Meter;
  /** What observations say of who made them. Absent: nothing. */
  readonly witness?: () => Witness;
}

/**
 * What a visit leaves behind: one observation a probe that was asked, in that order, scrubbed of people.
 * `policies`: the block lists that were read. `robots`: how the server's robots.txt is; absent: nobody asked for it, or the server was out of reach. `bugs`: probes that ended in an error of ours. `settled`: the results by probe, not scrubbed; for later visits of this process only.
 */
export interface VisitRecord {
  readonly observations: readonly Observation[];
  readonly evidence: readonly Evidence[];
  readonly policies: readonly PolicyList[];
  readonly bugs: number;
  readonly settled: Known;
  readonly robots?: RobotsFacts['state'];
}

/** A probe as the runner sees it: its types were checked where it was defined. */
export interface AnyProbe {
  readonly id: string;
  readonly version: number;
  readonly consent?: ProbeConsent;
  readonly after?: After;
  readonly lasting?: true;
  run(target: ProbeTarget, io: ProbeIo, prior: never): Promise<unknown>;
}

/** A probe that needs no owner's proof: its consent is looked at when it runs. */
export type VisitProbe = AnyProbe & { readonly consent?: 'peer' | 'hosted' };

/** An order with the owner's proof in it. */
export type OwnedOrder = VisitOrder & { readonly owner: ProvenOwner };

/** Asks one server every question, one after the other. Never throws for what a server did. */
export function visit(order: VisitOrder, tools: VisitTools): Promise<VisitRecord> {
  const probes: readonly VisitProbe[] = visitProbes;
  const meant = probes.filter(({ consent }) => isFor(order.consent, consent));
  return runProbes(meant, order, tools);
}

/** Runs the given probes in their order within one network session. Probes that need a proof do not compile without one, and are refused where it is not good. */
export function runProbes(
  probes: readonly VisitProbe[],
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
  const { untilMs } = order;
  const opening = { host: server.host, consent, signal, ...(untilMs !== undefined && { untilMs }) };
  const session = tools.net.open(webDomain === undefined ? opening : { ...opening, webDomain });
  try {
    const meter = tools.meter ?? silentMeter;
    return await meter.span('visit', facts, () => runEach(probes, order, { ...tools, session }));
  } finally {
    await session.close();
  }
}

async function runEach(
  probes: readonly AnyProbe[],
  order: VisitOrder,
  tools: SessionTools,
): Promise<VisitRecord> {
  const settled = new Map<string, Settled<unknown>>(order.known);
  const drafts: Draft[] = [];
  const lists: PolicyList[] = [];
  const target = targetOf(order, tools, { take: (list) => void lists.push(list) });
  const progress = { tools, target, settled };
  for (const probe of asked(probes, order)) {
    const startedAt = instant(tools.clock.now());
    const began = tools.clock.elapsed();
    const result = await spanned(probe, tools, () => settleProbe(probe, order, progress));
    const durationMs = Math.round((tools.clock.elapsed() - began) * 1000) / 1000;
    settled.set(probe.id, builtOn(probe, settled.get(probe.id), result));
    drafts.push({ probe, startedAt, durationMs, result, recording: take(tools) });
  }
  const record = recordAll(drafts, order, tools);
  const policies: PolicyList[] = [];
  for (const list of lists) policies.push(await withoutPeople(list, order, tools));
  const robots = tools.session.robotsFound(order.server.host);
  return { ...record, policies, ...(robots !== undefined && { robots }) };
}
