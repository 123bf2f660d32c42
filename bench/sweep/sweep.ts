import type { Measure } from '../measure.ts';
import type { Crowd } from './crowd.ts';
import { costMs, measuresOf } from './measures.ts';
import { type Swept, sweepOnce } from './run.ts';
import type { Times } from './watch.ts';

/** How many servers to sweep. */
export interface SweepOptions {
  readonly hosts: number;
}

/** What the cost of a server is compared with. */
const fewHosts = 1_000;
/** Without the crowd our own servers are visited some 360 times; a sweep that has not ended in 45 minutes never will. */
const times: Times = { quietSeconds: 60, longestMinutes: 45 };

/**
 * Sweeps simulated servers once, a fifth of them dead, with the crawler, the spool and the embedded store as the product runs them, and
 * says what that took. Above 1,000 servers a sweep of 1,000 comes first, for what must not grow.
 */
export async function measureSweep({ hosts }: SweepOptions): Promise<readonly Measure[]> {
  const few = hosts > fewHosts ? await told(crowdOf(fewHosts)) : undefined;
  return measuresOf(await told(crowdOf(hosts)), few);
}

/** At most 50 servers of the sweep share a registrable name, and 400 names there are at least. */
function crowdOf(hosts: number): Crowd {
  return { hosts, warmers: 200, hosted: 60, domains: Math.max(400, Math.ceil(hosts / 50)), addresses: 2_000 };
}

async function told(crowd: Crowd): Promise<Swept> {
  const swept = await sweepOnce(crowd, times);
  console.log(JSON.stringify({ ...swept, cpuMsPerServer: costMs(swept) }));
  return swept;
}
