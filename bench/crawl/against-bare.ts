import type { Measure } from '../measure.ts';
import { against, middle, ratio, recordVisits, type Sides } from './beside-bare.ts';
import type { Crawling } from './crawling.ts';
import { inPairs } from './pairs.ts';
import type { Served } from './servers.ts';
import type { Size } from './size.ts';
import type { Visited, VisitsOrder } from './visits.ts';
import { startWorker, type Worker } from './worker.ts';

/** Most that a visit may cost against the same requests; 1.15 is the aim. */
const most = 1.3;

/**
 * What a visit costs against the same requests on as many connections with undici alone (`bare.ts`); see decision 0025.
 * On a visit's side is all that a visit is: which questions to ask, the gate of robots.txt, manners, budgets and their timers, limits of time and
 * size, the TLS session's facts, hashes, parsing, what probes make of it, and evidence with its scrubbing. Spool and insert are what happens to a
 * visit afterwards: a second figure has them in it, and no goal. Nor have the last two: visits that the timetable makes an hour after these, and the
 * requests of the first ones through the crawler's network alone, which is what would be left of a visit's cost if probes cost nothing.
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
    const network = await measureNetwork(sides, size);
    return [...first, ...usual, ...network];
  } finally {
    await visits.end();
  }
}

/** What the network costs by itself (`network.ts`). */
async function measureNetwork(sides: Sides, size: Size): Promise<readonly Measure[]> {
  const { hosts, port, caPem } = sides.servers.ready;
  const { atOnce, intervalMs, pairs } = size;
  const order = { kind: 'first' } as const;
  const recorded = await recordVisits(sides.visits, sides.servers, order);
  const setup = { port, caPem, hosts, atOnce, intervalMs, visits: recorded };
  const visits = await startWorker<VisitsOrder, Visited>('./network.ts', setup);
  try {
    // The first time it reads robots.txt, which it remembers.
    await visits.run(order);
    return await against({ ...sides, visits }, size, order, async (cost, each) => [
      ratio(
        "a first visit's requests by the network alone",
        await inPairs(pairs, cost.visit, cost.bare),
        each,
      ),
    ]);
  } finally {
    await visits.end();
  }
}
