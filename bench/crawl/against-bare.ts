import type { Measure } from '../measure.ts';
import type { BareOrder } from './bare.ts';
import { inPairs, spreadOf } from './pairs.ts';
import type { Served } from './servers.ts';
import type { Size } from './size.ts';
import type { Visited } from './visits.ts';
import { startWorker, type Worker } from './worker.ts';

/** Most that a visit may cost against the same requests; 1.15 is the aim. */
const most = 1.3;

/**
 * What a visit costs against the same requests on as many connections with undici alone. A visit's side has everything in it: the probes and
 * their parsing, manners, evidence and its scrubbing. undici's side reads bodies and throws them away.
 */
export async function measureAgainstBare(
  servers: Worker<unknown, Served>,
  { atOnce, intervalMs, pairs, warmUps }: Size,
): Promise<readonly Measure[]> {
  const { port, caPem, hosts } = servers.ready;
  const visits = await startWorker<unknown, Visited>('./visits.ts', {
    port,
    caPem,
    hosts,
    atOnce,
    intervalMs,
  });
  const recorded = await recordVisits(visits, servers);
  const bare = await startWorker<BareOrder, object>('./bare.ts', { port, caPem, visits: recorded, atOnce });
  const requests = recorded.reduce((sum, each) => sum + each.requests.length, 0);
  const connections = recorded.reduce((sum, each) => sum + each.connections, 0);
  const ours = async () => (await visits.run({})).cpuMs / requests;
  const theirs = async () => (await bare.run({ intervalMs })).cpuMs / requests;
  try {
    await inPairs(warmUps, ours, theirs);
    await requireSame(servers, warmUps, { requests, connections });
    const measured = await inPairs(pairs, ours, theirs);
    const a = { requests: requests / hosts.length, connections: connections / hosts.length };
    return [ratio(measured, a, warmUps)];
  } finally {
    await visits.end();
    await bare.end();
  }
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

function ratio(
  measured: readonly (readonly [number, number])[],
  a: { readonly requests: number; readonly connections: number },
  warmUps: number,
): Measure {
  const { median, least, most: highest } = spreadOf(measured.map(([ours, theirs]) => ours / theirs));
  const micros = (side: 0 | 1) => Math.round(spreadOf(measured.map((pair) => pair[side])).median * 1_000);
  return {
    measure: "a visit's CPU a request",
    value: round(median),
    unit: 'times',
    goal: `at most ${most}`,
    holds: median <= most,
    against:
      `the same ${a.requests} requests on ${a.connections} connections with bare undici: ${micros(0)} µs against ${micros(1)} µs; ` +
      `${measured.length} pairs after ${warmUps} to warm up, ${round(least)} to ${round(highest)}; our side parses, scrubs and keeps evidence`,
  };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
