import type { Measure } from '../measure.ts';
import type { BareOrder } from './bare.ts';
import type { Crawling } from './crawling.ts';
import { inPairs, spreadOf } from './pairs.ts';
import type { RecordedVisit } from './recorded.ts';
import type { Served } from './servers.ts';
import type { Size } from './size.ts';
import type { Visited, VisitsOrder } from './visits.ts';
import { startWorker, type Worker } from './worker.ts';

/** Most that a visit may cost against the same requests; 1.15 is the aim. */
const most = 1.3;

/** The processes that take part: the servers, a visit alone, and a visit with spool and store. */
interface Sides {
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

/**
 * What a visit costs against the same requests on as many connections with undici alone (`bare.ts`); see decision 0025.
 * On a visit's side is all that a visit is: which questions to ask, the gate of robots.txt, manners, budgets and their timers, limits of time and
 * size, the TLS session's facts, hashes, parsing, what probes make of it, and evidence with its scrubbing. Spool and insert are what happens to a
 * visit afterwards: a second figure has them in it, and no goal. The third is of visits that the timetable makes an hour after these, and has none either.
 */
export async function measureAgainstBare(
  servers: Worker<unknown, Served>,
  crawling: Crawling,
  size: Size,
): Promise<readonly Measure[]> {
  const { hosts, port, caPem } = servers.ready;
  const { atOnce, intervalMs, pairs, warmUps } = size;
  const lab = { port, caPem, hosts, atOnce, intervalMs };
  const visits = await startWorker<VisitsOrder, Visited>('./visits.ts', lab);
  const sides = { servers, visits, crawling };
  try {
    const first = await against(sides, size, { kind: 'first' }, async (cost, each) => {
      const alone = await inPairs(pairs, cost.visit, cost.bare);
      await inPairs(warmUps, cost.stored, cost.bare);
      const stored = await inPairs(pairs, cost.stored, cost.bare);
      const goal = { goal: `at most ${most}`, holds: middle(alone) <= most };
      return [
        { ...ratio("a visit's CPU a request", alone, each), ...goal },
        ratio('the same with spool and insert', stored, each),
      ];
    });
    const usual = await against(sides, size, { kind: 'usual' }, async (cost, each) => [
      ratio('a visit of the usual hour', await inPairs(pairs, cost.visit, cost.bare), each),
    ]);
    return [...first, ...usual];
  } finally {
    await visits.end();
  }
}

/** Records visits of one kind, has undici repeat their requests, and measures when both are warm. `each`: what one server was asked. */
async function against(
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
async function recordVisits(
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

function ratio(measure: string, pairs: Pairs, each: Each): Measure {
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
