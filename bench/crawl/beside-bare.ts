import type { Measure } from '../measure.ts';
import type { BareOrder } from './bare.ts';
import type { Crawling } from './crawling.ts';
import { inPairs, spreadOf } from './pairs.ts';
import type { RecordedVisit } from './recorded.ts';
import type { Served } from './servers.ts';
import type { Size } from './size.ts';
import type { Visited, VisitsOrder } from './visits.ts';
import { startWorker, type Worker } from './worker.ts';

/** The processes that take part: the servers, a visit alone, and a visit with spool and store. */
export interface Sides {
  readonly servers: Worker<unknown, Served>;
  readonly visits: Worker<VisitsOrder, Visited>;
  readonly crawling: Crawling;
}

/** Milliseconds of CPU a request, by side. */
type Cost = Readonly<Record<'visit' | 'stored' | 'bare', () => Promise<number>>>;

/** How much the servers were asked. */
interface Asked {
  readonly requests: number;
  readonly connections: number;
}

/** Records visits of one kind, has undici repeat their requests, and measures when both are warm. `each`: what one server was asked. */
export async function against(
  { servers, visits, crawling }: Sides,
  { atOnce, intervalMs, warmUps }: Size,
  order: VisitsOrder,
  measure: (cost: Cost, each: Each) => Promise<readonly Measure[]>,
): Promise<readonly Measure[]> {
  const { port, caPem, hosts } = servers.ready;
  const recorded = await recordVisits(visits, servers, order);
  const { requests, connections } = sumOf(recorded);
  const bare = await startWorker<BareOrder, object>('./bare.ts', { port, caPem, atOnce, visits: recorded });
  const cost = {
    visit: async () => (await visits.run(order)).cpuMs / requests,
    stored: async () => (await crawling.run('visit')).cpuMs / requests,
    bare: async () => (await bare.run({ intervalMs })).cpuMs / requests,
  };
  try {
    await inPairs(warmUps, cost.visit, cost.bare);
    await requireSame(servers, warmUps, { requests, connections });
    const { length } = hosts;
    return await measure(cost, { requests: requests / length, connections: connections / length, warmUps });
  } finally {
    await bare.end();
  }
}

/** What one visit of each server asks. @throws {Error} when a probe failed: the servers are healthy. */
export async function recordVisits(
  visits: Worker<VisitsOrder, Visited>,
  servers: Worker<unknown, Served>,
  order: VisitsOrder,
): Promise<readonly RecordedVisit[]> {
  await servers.run({});
  const { failures } = await visits.run(order);
  if (failures.length > 0) throw new Error(`a healthy server was not read: ${failures[0]}`);
  return (await servers.run({})).visits;
}

function sumOf(visits: readonly RecordedVisit[]): Asked {
  return {
    requests: visits.reduce((sum, each) => sum + each.requests.length, 0),
    connections: visits.reduce((sum, each) => sum + each.connections, 0),
  };
}

/** @throws {Error} when the servers did not see the same from both sides. */
async function requireSame(
  servers: Worker<unknown, Served>,
  warmUps: number,
  { requests, connections }: Asked,
): Promise<void> {
  const seen = sumOf((await servers.run({})).visits);
  if (seen.requests === 2 * warmUps * requests && seen.connections === 2 * warmUps * connections) return;
  throw new Error(
    `the two sides differ: ${seen.requests} requests and ${seen.connections} connections came in`,
  );
}

type Pairs = readonly (readonly [ours: number, theirs: number])[];

/** What one visit asked, and how many runs came before those that count. */
type Each = Asked & { readonly warmUps: number };

/** The middle of the pairs as a measure without a goal. */
export function ratio(measure: string, pairs: Pairs, each: Each): Measure {
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

/** How many times dearer our side is, in the middle of the pairs. */
export function middle(pairs: Pairs): number {
  return spreadOf(pairs.map(([ours, theirs]) => ours / theirs)).median;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
