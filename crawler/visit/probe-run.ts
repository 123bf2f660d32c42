import { failure } from '../../model/failure.ts';
import type { PolicyList } from '../../model/policy.ts';
import { builtInSoftware } from '../../model/software/index.ts';
import { silentMeter } from '../../model/telemetry.ts';
import type { NetSession } from '../net/net.ts';
import { ProbeFailure, type Settled } from '../net/probe-failure.ts';
import type { ProbeTarget } from '../probe.ts';
import { requireConsent } from './consent.ts';
import type { AnyProbe, VisitOrder, VisitTools } from './visit.ts';

/** What the probes of one visit are run with. */
export type SessionTools = VisitTools & { readonly session: NetSession };

/** A fault of ours, which costs one probe. */
export function bug(
  probe: AnyProbe,
  { server }: VisitOrder,
  { tools, error }: { readonly tools: VisitTools; readonly error: unknown },
): Settled<never> {
  const fields = { server: server.host, probe: probe.id, error };
  tools.log.error('a probe failed by a fault of ours', fields);
  return { ok: false, failure: new ProbeFailure('own-bug').failure };
}

/** How far a visit is. `target`: the same for all its probes. */
export interface Progress {
  readonly tools: SessionTools;
  readonly target: ProbeTarget;
  readonly settled: ReadonlyMap<string, Settled<unknown>>;
}

/** What probes may know of the server. `policies`: takes the block lists that they read. */
export function targetOf(
  { server, scheduledAt, signal }: VisitOrder,
  { monitorOrigin, software = builtInSoftware, candidates, hosted, forges }: VisitTools,
  policies: { take(list: PolicyList): void },
): ProbeTarget {
  const optional = {
    ...(candidates !== undefined && { candidates }),
    ...(hosted !== undefined && { hosted }),
    ...(forges !== undefined && { forges }),
  };
  return { server, scheduledAt, signal, monitorOrigin, software, policies, ...optional };
}

/** A probe as a span that says how it ended. */
export function spanned(
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
export async function settleProbe(
  probe: AnyProbe,
  order: VisitOrder,
  { tools, target, settled }: Progress,
): Promise<Settled<unknown>> {
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

const missing = { ok: false, failure: failure('prior-missing') } as const;

/** The types that `defineProbe` checked are lost in the list; the ids carry them over. */
function priorOf(probe: AnyProbe, settled: ReadonlyMap<string, Settled<unknown>>): never {
  const prior: Record<string, Settled<unknown>> = {};
  const { after = {} } = probe;
  for (const name of Object.keys(after)) prior[name] = settled.get(after[name]?.id ?? '') ?? missing;
  return prior as never;
}
