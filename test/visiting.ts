import { createNet } from '../crawler/net/create.ts';
import type { SharedBudgets } from '../crawler/net/manners/budgets.ts';
import type { Net, NetOptions } from '../crawler/net/net.ts';
import type { VisitTools } from '../crawler/visit/visit.ts';
import type { Clock } from '../model/clock.ts';
import { type Host, parseHost } from '../model/host.ts';
import type { Log } from '../model/log.ts';
import type { WatchedServer } from '../model/server.ts';
import type { Fediverse } from './fediverse/fediverse.ts';
import type { Scenario } from './scenarios/index.ts';

/** A log that keeps what was said, so that a test can look. */
export function keptLog(): Log & { readonly lines: { level: string; message: string; fields: unknown }[] } {
  const lines: { level: string; message: string; fields: unknown }[] = [];
  const at = (level: string) => (message: string, fields?: unknown) =>
    void lines.push({ level, message, fields });
  return { lines, debug: () => {}, info: at('info'), warn: at('warn'), error: at('error') };
}

/** The machine's clocks, moved by a number of hours. */
export function realClock(shiftHours = 0): Clock {
  return { now: () => Date.now() + shiftHours * 3_600_000, elapsed: () => performance.now() };
}

const plenty = { requestsPerSecond: 100_000, atOnce: 1_000 };

/** Budgets that a test which is not about them never notices. */
export const generous: SharedBudgets = {
  address: plenty,
  domain: plenty,
  cdnAddress: plenty,
  hostedAddress: plenty,
  hostedDomain: plenty,
};

/** The network as tests use it: our own fediverse, no waits between requests. */
export function netTo(
  fediverse: Pick<Fediverse, 'connectTo' | 'caPem' | 'resolver'>,
  options: { clock: Clock; log: Log; net?: Partial<NetOptions> },
): Net {
  const { clock, log, net } = options;
  const settings: NetOptions = {
    userAgent: 'fediscope/0.0.0 (+https://monitor.fedi.test/about)',
    lab: {
      connectTo: fediverse.connectTo,
      trustedCa: fediverse.caPem,
      allowAddresses: ['127.0.0.0/8', '::ffff:127.0.0.0/104'],
      resolver: fediverse.resolver,
    },
    concurrency: 50,
    hostIntervalMs: { hosted: 0, unproven: 0, peer: 0 },
    requestsPerVisit: { hosted: 60, unproven: 60, peer: 60 },
    connectTimeoutMs: 5_000,
    idleTimeoutMs: 10_000,
    totalTimeoutMs: 15_000,
    maxWaitMs: 1_000,
    budgets: generous,
    ...net,
  };
  return createNet(settings, { clock, log });
}

/** All that a visit needs, over a fresh network. */
export function visitTools(
  fediverse: Fediverse,
  clock: Clock = realClock(),
): VisitTools & { readonly log: ReturnType<typeof keptLog> } {
  const log = keptLog();
  return {
    net: netTo(fediverse, { clock, log }),
    clock,
    log,
    vantage: 'test',
    monitorOrigin: fediverse.monitorOrigin,
  };
}

/** A host by its name. @throws when it is none. */
export function hostNamed(name: string): Host {
  const parsed = parseHost(name);
  if (!parsed.ok) throw new Error(`${name}: ${parsed.refusal}`);
  return parsed.host;
}

/** A scenario's server as a configuration would enrol it. */
export function watched(
  { host, role, customer, account, expect = {} }: Scenario,
  watchedSince: string,
): WatchedServer {
  return {
    host: hostNamed(host),
    role,
    ...(customer !== undefined && { customer }),
    ...(account !== undefined && { account }),
    expect,
    watchedSince,
  };
}
