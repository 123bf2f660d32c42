import { judge } from '../../analyzer/judge.ts';
import { snapshotOf } from '../../analyzer/snapshot.ts';
import { ProbeFailure } from '../../crawler/net/probe-failure.ts';
import { type VisitTools, visit } from '../../crawler/visit/visit.ts';
import { instant } from '../../model/clock.ts';
import type { Host } from '../../model/host.ts';
import type { WatchedServer } from '../../model/server.ts';
import type { SoftwareKnowledge } from '../../model/software-knowledge.ts';
import type { ServerRule } from '../../rules/rule.ts';
import type { CheckedServer } from './checked.ts';
import { softwareOf } from './software.ts';

/** How one server is visited for `check`. `account`: `user@host`, the sample actor. */
export interface CheckOrder {
  readonly host: Host;
  readonly account?: string;
  readonly timeoutMs: number;
  readonly stop: AbortSignal;
}

/** What a visit is judged by. */
export interface CheckBasis {
  readonly rules: readonly ServerRule[];
  readonly knowledge: SoftwareKnowledge;
}

/** One visit with the manners of a peer, judged on what it saw. Never throws: a fault of ours is counted and logged. */
export async function checkServer(
  order: CheckOrder,
  tools: VisitTools,
  basis: CheckBasis,
): Promise<CheckedServer> {
  const { host: server } = order;
  try {
    return await visitAndJudge(order, tools, basis);
  } catch (error) {
    tools.log.error('a visit failed by a fault of ours', { server, error });
    return { server, software: {}, observations: [], findings: [], bugs: 1 };
  }
}

async function visitAndJudge(
  order: CheckOrder,
  tools: VisitTools,
  { rules, knowledge }: CheckBasis,
): Promise<CheckedServer> {
  const server = watched(order, instant(tools.clock.now()));
  const limit = timeLimit(order);
  try {
    const visitOrder = {
      server,
      consent: 'peer',
      scheduledAt: server.watchedSince,
      signal: limit.signal,
    } as const;
    const { observations, bugs } = await visit(visitOrder, tools);
    const snapshot = { ...snapshotOf({ ...server, consent: 'peer' }, observations), ...knowledge };
    const judged = judge(snapshot, { rules });
    for (const { rule, error } of judged.bugs)
      tools.log.error('a rule threw', { rule, server: order.host, error });
    return {
      server: order.host,
      software: softwareOf(observations, knowledge.software),
      observations,
      findings: judged.findings,
      bugs: bugs + judged.bugs.length,
    };
  } finally {
    limit.clear();
  }
}

function watched({ host, account }: CheckOrder, watchedSince: string): WatchedServer {
  return { host, role: 'peer', expect: {}, watchedSince, ...(account !== undefined && { account }) };
}

/** Ends a visit when its time is over or the person stops it; the reason says which. */
function timeLimit({ timeoutMs, stop }: CheckOrder): { signal: AbortSignal; clear: () => void } {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(new ProbeFailure('visit-deadline')), timeoutMs);
  const interrupt = () => controller.abort(new ProbeFailure('shutting-down'));
  if (stop.aborted) interrupt();
  stop.addEventListener('abort', interrupt, { once: true });
  return {
    signal: controller.signal,
    clear: () => {
      clearTimeout(timer);
      stop.removeEventListener('abort', interrupt);
    },
  };
}
