import type { WatchedServer } from '../../model/server.ts';
import { ProbeFailure } from '../net/probe-failure.ts';
import type { Known } from './memory.ts';
import type { Proofs } from './proofs.ts';
import { type VisitRecord, type VisitTools, visit } from './visit.ts';

/** The share of a visit's time in which something may start after a Crawl-delay; the rest is for the answer. */
const startable = 0.9;

/** A visit as the crawler makes it. `stop`: ends it early; its reason is a `ProbeFailure`. */
export interface TimedVisitOrder {
  readonly server: WatchedServer;
  readonly scheduledAt: string;
  /** Ids of the probes whose time has come, in the order to ask them. Absent: every one. */
  readonly due?: ReadonlySet<string>;
  readonly known?: Known;
  readonly deadlineMs: number;
  readonly stop: AbortSignal;
}

/** One visit within its time; a hosted server is asked for its proof first when that is due. What the time does not reach is `missed`. */
export async function timedVisit(
  { deadlineMs, stop, ...asked }: TimedVisitOrder,
  proofs: Proofs,
  tools: VisitTools,
): Promise<VisitRecord> {
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(new ProbeFailure('visit-deadline')), deadlineMs);
  const untilMs = tools.clock.elapsed() + deadlineMs * startable;
  const order = { ...asked, untilMs, signal: AbortSignal.any([deadline.signal, stop]) };
  try {
    const { server, scheduledAt, signal } = order;
    const isDue = proofs.isDue(server, tools.clock.now());
    const proof = isDue ? await proofs.check({ server, scheduledAt, signal, untilMs }, tools) : undefined;
    const record = await visit({ ...order, consent: proofs.consentOf(server) }, tools);
    return proof === undefined ? record : joined(proof, record);
  } finally {
    clearTimeout(timer);
  }
}

function joined(first: VisitRecord, second: VisitRecord): VisitRecord {
  return {
    observations: [...first.observations, ...second.observations],
    evidence: [...first.evidence, ...second.evidence],
    policies: [...first.policies, ...second.policies],
    bugs: first.bugs + second.bugs,
    settled: second.settled,
    ...(second.robots !== undefined && { robots: second.robots }),
  };
}
