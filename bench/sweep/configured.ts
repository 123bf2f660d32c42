import { crawlNetOptions } from '../../bin/net-options.ts';
import { thisRelease } from '../../bin/release.ts';
import { type Configuration, configurationSchema } from '../../model/configuration.ts';
import type { AllPromises } from './counts.ts';
import { type Crowd, hostedNames } from './crowd.ts';

/** Whom the crawler says it is. */
export const monitorOrigin = 'https://monitor.test';

/** Where the servers are, and where the data goes. `caFile`: PEM. */
export interface Lab {
  readonly port: number;
  readonly resolver: string;
  readonly caFile: string;
  readonly path: string;
}

/**
 * The configuration of a monitor that watches the crowd. All budgets are those of a configuration that says nothing; a peer is visited once,
 * for its next slot is years away, and our own servers every few seconds, so that there is something to measure.
 */
export function configured(crowd: Crowd, { port, resolver, caFile, path }: Lab): Configuration {
  return configurationSchema.parse({
    monitor: { origin: monitorOrigin, contact: 'whoever runs this bench' },
    hosted: hostedNames(crowd).map((domain) => ({ domain })),
    crawler: {
      concurrency: 1_500,
      startsPerSecond: 26,
      hostedConcurrency: 50,
      intervals: { hosted: '10s', unproven: '10s', peer: '3650d' },
    },
    store: { path },
    lab: {
      connectTo: { '*.*.test': `:${port}` },
      trustedCa: caFile,
      allowAddresses: ['127.0.0.0/8'],
      resolver,
    },
  });
}

/** What such a configuration promises the servers, for whoever counts, and for people. */
export function promisesOf({ lab: _, ...configuration }: Configuration): AllPromises {
  const lab = { connectTo: {}, allowAddresses: [] };
  const { budgets, hostIntervalMs, requestsPerVisit } = crawlNetOptions(
    { ...configuration, lab },
    thisRelease(),
  );
  const { address, domain, hostedAddress, hostedDomain } = budgets;
  return {
    peer: { intervalMs: hostIntervalMs.peer, requestsPerVisit: requestsPerVisit.peer, address, domain },
    hosted: {
      intervalMs: hostIntervalMs.hosted,
      requestsPerVisit: requestsPerVisit.hosted,
      address: hostedAddress,
      domain: hostedDomain,
    },
  };
}
