import type { Measure } from '../measure.ts';
import type { BareOrder } from './bare.ts';
import type { Crawling } from './crawling.ts';
import { inPairs, spreadOf } from './pairs.ts';
import type { Served } from './servers.ts';
import type { Size } from './size.ts';
import type { Visited } from './visits.ts';
import { startWorker, type Worker } from './worker.ts';

/** Most that a visit may cost against the same requests; 1.15 is the aim. */
const most = 1.3;

/** The processes that are compared: a visit alone, a visit with spool and store, and undici. */
interface Sides {
  readonly visits: Worker<unknown, Visited>;
  readonly crawling: Crawling;
  readonly bare: Worker<BareOrder, object>;
}

/**
 * What a visit costs against the same requests on as many connections with undici alone (`bare.ts`); see decision 0025.
 * On a visit's side is all that a visit is: which questions to ask, the gate of robots.txt, manners, budgets and their timers, limits of time and
 * size, the TLS session's facts, hashes, parsing, what probes make of it, and evidence with its scrubbing. Spool and insert are what happens to a
 * visit afterwards: a second figure has them in it, and no goal.
 */
export async function measureAgainstBare(
  servers: Worker<unknown, Served>,
  crawling: Crawling,
  { atOnce, intervalMs, pairs, warmUps }: Size,
): Promise<readonly Measure[]> {
  const { port, caPem, hosts } = servers.ready;
  const lab = { port, caPem, atOnce };
  const visits = await startWorker<unknown, Visited>('./visits.ts', { ...lab, hosts, intervalMs });
  const recorded = await recordVisits(visits, servers);
  const bare = await startWorker<BareOrder, object>('./bare.ts', { ...lab, visits: recorded });
  const sides = { visits, crawling, bare };
  try {
    const requests = recorded.reduce((sum, each) => sum + each.requests.length, 0);
    const connections = recorded.reduce((sum, each) => sum + each.connections, 0);
    const cost = costs(sides, { requests, intervalMs });
    await inPairs(warmUps, cost.visit, cost.bare);
    await requireSame(servers, warmUps, { requests, connections });
    const alone = await inPairs(pairs, cost.visit, cost.bare);
    await inPairs(warmUps, cost.stored, cost.bare);
    const stored = await inPairs(pairs, cost.stored, cost.bare);
    const each = { requests: requests / hosts.length, connections: connections / hosts.length, warmUps };
    return [
      {
        ...ratio("a visit's CPU a request", alone, each),
        goal: `at most ${most}`,
        holds: middle(alone) <= most,
      },
      ratio('the same with spool and insert', stored, each),
    ];
  } finally {
    await visits.end();
    await bare.end();
  }
}

/** Milliseconds of CPU a request, by side. */
function costs(
  { visits, crawling, bare }: Sides,
  { requests, intervalMs }: { readonly requests: number; readonly intervalMs: number },
) {
  return {
    visit: async () => (await visits.run({})).cpuMs / requests,
    stored: async () => (await crawling.run('visit')).cpuMs / requests,
    bare: async () => (await bare.run({ intervalMs })).cpuMs / requests,
  };
}

/** What one visit of each server asks. @throws {Error} when a probe failed: the servers are healthy. */
async function recordVisits(visits: Worker<unknown, Visited>, servers: Worker<unknown, Served>) {
  await servers.run({});
  const { failures } = await visits.run({});
  if (failures.length > 0) throw new Error(`a healthy server was not read: ${failures[0]}`);
  return (await servers.run({})).visits;
}

/** @throws {Error} when the servers did not see the same from both sides. */
async function requireSame(
  servers: Worker<unknown, Served>,
  warmUps: number,
  { requests, connections }: { readonly requests: number; readonly connections: number },
): Promise<void> {
  const { visits } = await servers.run({});
  const seen = visits.reduce((sum, each) => sum + each.requests.length, 0);
  const opened = visits.reduce((sum, each) => sum + each.connections, 0);
  if (seen === 2 * warmUps * requests && opened === 2 * warmUps * connections) return;
  throw new Error(`the two sides differ: ${seen} requests and ${opened} connections came in`);
}

type Pairs = readonly (readonly [ours: number, theirs: number])[];

function ratio(
  measure: string,
  pairs: Pairs,
  each: { readonly requests: number; readonly connections: number; readonly warmUps: number },
): Measure {
  const { least, most: highest } = spreadOf(pairs.map(([ours, theirs]) => ours / theirs));
  const micros = (side: 0 | 1) => Math.round(spreadOf(pairs.map((pair) => pair[side])).median * 1_000);
  return {
    measure,
    value: round(middle(pairs)),
    unit: 'times',
    against:
      `the same ${each.requests} requests on ${each.connections} connections with bare undici: ${micros(0)} µs against ${micros(1)} µs; ` +
      `${pairs.length} pairs after ${each.warmUps} to warm up, ${round(least)} to ${round(highest)}`,
  };
}

function middle(pairs: Pairs): number {
  return spreadOf(pairs.map(([ours, theirs]) => ours / theirs)).median;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
