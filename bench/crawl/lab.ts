import { systemClock } from '../../bin/clock.ts';
import { jsonLog } from '../../bin/log.ts';
import { patience } from '../../bin/net-options.ts';
import { createNet } from '../../crawler/net/create.ts';
import type { VisitTools } from '../../crawler/visit/visit.ts';
import type { Clock } from '../../model/clock.ts';
import { type Host, parseHost } from '../../model/host.ts';
import type { WatchedServer } from '../../model/server.ts';

/** The servers that a worker visits. */
export interface LabSetup {
  readonly port: number;
  readonly caPem: string;
  readonly hosts: readonly string[];
  /** Visits in flight. */
  readonly atOnce: number;
  /** Least time between two requests to one host. */
  readonly intervalMs: number;
}

/** All hosts have one address here, so its budget must let them all through; it is asked for all the same. */
const plenty = { requestsPerSecond: 100_000, atOnce: 1_000 };

/** What visits are made with: the crawler's own network with a peer's manners. */
export function labTools(
  { port, caPem, atOnce, intervalMs }: LabSetup,
  clock: Clock = systemClock,
): VisitTools {
  const log = jsonLog({ level: 'info', clock, write: (line) => console.error(line) });
  const each = (value: number) => ({ hosted: value, unproven: value, peer: value });
  const net = createNet(
    {
      ...patience,
      userAgent: 'fediscope/0.0.0 (+https://monitor.example/about)',
      lab: {
        connectTo: [['*.*.test', `127.0.0.1:${port}`]],
        trustedCa: caPem,
        allowAddresses: ['127.0.0.0/8'],
      },
      concurrency: atOnce,
      hostIntervalMs: each(intervalMs),
      requestsPerVisit: each(20),
      budgets: {
        address: plenty,
        domain: plenty,
        cdnAddress: plenty,
        hostedAddress: plenty,
        hostedDomain: plenty,
      },
    },
    { clock, log },
  );
  return { net, clock, log, vantage: 'bench', monitorOrigin: 'https://monitor.example' };
}

/** A peer by its name. @throws {Error} when it is none. */
export function peerNamed(name: string, watchedSince: string): WatchedServer {
  return { host: hostNamed(name), role: 'peer', expect: {}, watchedSince };
}

function hostNamed(name: string): Host {
  const parsed = parseHost(name);
  if (!parsed.ok) throw new Error(`${name} is no host: ${parsed.refusal}`);
  return parsed.host;
}
