import { createNet } from '../../../crawler/net/create.ts';
import type { SharedBudgets } from '../../../crawler/net/manners/budgets.ts';
import { ProbeFailure } from '../../../crawler/net/probe-failure.ts';
import { visit } from '../../../crawler/visit/visit.ts';
import { hostNamed, keptLog, realClock } from '../../visiting.ts';
import { type Counted, type Spread, startCounting } from './counting.ts';
import type { Promises } from './violations.ts';

/** A sweep: one visit to every host. */
export interface Swept {
  readonly requests: readonly Counted[];
  readonly seconds: number;
  /** Visits that did not get to something for want of a budget. */
  readonly starved: number;
  readonly bugs: number;
}

/** Visits every host once with the real probes, many at a time. */
export async function sweep(
  spread: Spread,
  promises: Promises,
  { atOnce }: { atOnce: number },
): Promise<Swept> {
  const server = await startCounting(spread);
  const clock = realClock();
  const log = keptLog();
  const each = (value: number) => ({ hosted: value, unproven: value, peer: value });
  const net = createNet(
    {
      userAgent: 'fediscope/0.0.0 (+https://monitor.example/about)',
      lab: { connectTo: server.connectTo, trustedCa: server.caPem, allowAddresses: ['127.0.0.0/8'] },
      concurrency: atOnce,
      hostIntervalMs: each(promises.intervalMs),
      requestsPerVisit: each(promises.requestsPerVisit),
      budgets: budgetsOf(promises),
      connectTimeoutMs: 10_000,
      idleTimeoutMs: 10_000,
      totalTimeoutMs: 30_000,
      maxWaitMs: 120_000,
    },
    { clock, log },
  );
  const tools = { net, clock, log, vantage: 'test', monitorOrigin: '' };
  const began = performance.now();
  const waiting = [...server.hosts];
  let starved = 0;
  let bugs = 0;
  const work = async (): Promise<void> => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
      const late = new AbortController();
      const timer = setTimeout(() => late.abort(new ProbeFailure('visit-deadline')), 600_000);
      const scheduledAt = new Date().toISOString();
      const watched = { host: hostNamed(name), role: 'peer', expect: {}, watchedSince: scheduledAt } as const;
      const record = await visit(
        { server: watched, consent: 'peer', scheduledAt, signal: late.signal },
        tools,
      );
      clearTimeout(timer);
      bugs += record.bugs;
      if (record.observations.some(({ failure }) => failure?.code.endsWith('-budget') === true)) starved += 1;
    }
  };
  try {
    await Promise.all(Array.from({ length: atOnce }, work));
  } finally {
    await net.close();
    await server.close();
  }
  return { requests: server.requests, seconds: (performance.now() - began) / 1000, starved, bugs };
}

function budgetsOf({ address, domain }: Promises): SharedBudgets {
  return { address, domain, cdnAddress: address, hostedAddress: address, hostedDomain: domain };
}
