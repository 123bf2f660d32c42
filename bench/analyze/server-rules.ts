import { setTimeout as pause } from 'node:timers/promises';
import { analyze } from '../../analyzer/analyze.ts';
import { judge } from '../../analyzer/judge.ts';
import { snapshotOf } from '../../analyzer/snapshot.ts';
import type { ServerStanding } from '../../model/server.ts';
import { rules } from '../../rules/index.ts';
import type { Measure } from '../measure.ts';
import { bounded, stated } from './goal.ts';
import { type Ground, type RecordedHosts, tidied, took } from './ground.ts';
import { fillSnapshot, visits } from './snapshot.ts';

const hostsAtOnce = 50;

/** As the product analyzes. */
const analyzing = ({ store, log }: Pick<Ground, 'store' | 'log'>) => ({
  ...{ store, rules, log },
  vantages: { store, periodMs: () => 3_600_000 },
});

/** All server rules over the newest snapshot of all servers, against reading and parsing it; then only over what is fresh. */
export async function measureServerRules(
  ground: Ground,
  hosts: RecordedHosts,
  servers: number,
): Promise<readonly Measure[]> {
  await fillSnapshot(ground, hosts, servers);
  await tidied(ground.engine);
  const { store, log } = ground;
  const standings = await store.servers();
  const memory = watchMemory();
  await readAll(ground, standings.slice(0, 1_000), true);
  const readMs = await timed('reading and parsing', () => readAll(ground, standings, false));
  const judgedMs = await timed('all server rules', () => readAll(ground, standings, true));
  const epoch = new Date(0).toISOString();
  const pass = () => analyze(analyzing({ store, log }), epoch);
  await timed('the first pass of the analyzer', pass);
  await tidied(ground.engine);
  const wholeMs = await timed('a whole pass of the analyzer', pass);
  const fresh = Math.max(100, Math.round(servers / 30));
  const freshMs = await perFreshServer(ground, () => memory.aside(() => visitAll(ground, hosts, fresh)));
  const { judging, writing } = memory.end();
  const against = `${servers} servers read and parsed in ${seconds(readMs)} s`;
  return [
    bounded('all server rules over the snapshot', judgedMs / readMs, { most: 3, against }),
    stated('a whole pass of the analyzer, with what it compares and remembers', wholeMs / readMs, against),
    bounded('a fresh server against one of the whole pass', freshMs / (wholeMs / servers), {
      most: 1.3,
      against: `${fresh} of ${servers} fresh; ${(wholeMs / servers).toFixed(2)} ms a server in the whole pass`,
    }),
    bounded('memory of the process', judging / 2 ** 30, {
      most: 1,
      against: `1 GiB, the embedded store included; ${servers} servers`,
    }),
    stated('memory while a crawler writes besides', writing / 2 ** 30, 'of 1 GiB'),
  ];
}

/** Milliseconds for each server that was seen again and is as it was; the median of three rounds. */
async function perFreshServer({ store, log }: Ground, visitAgain: () => Promise<void>): Promise<number> {
  const rounds: number[] = [];
  for (let round = 0; round < 3; round += 1) {
    const { watermark } = await settled({ store, log });
    await visitAgain();
    let judged = 0;
    const ms = await timed('a pass over what is fresh', async () => {
      judged = (await analyze(analyzing({ store, log }), watermark)).judged.length;
    });
    rounds.push(ms / judged);
  }
  return rounds.toSorted((a, b) => a - b)[1] ?? 0;
}

/** As many servers at a time as a crawler writes: a statement for all would take memory that the product never takes. */
async function visitAll({ engine }: Ground, hosts: RecordedHosts, count: number): Promise<void> {
  for (let from = 0; from < count; from += hostsAtOnce)
    await engine.command(visits(hosts, { from, count: Math.min(hostsAtOnce, count - from) }));
  await tidied(engine);
}

/** Rows are told again until they have settled: the pass after which there is nothing to judge. */
async function settled({ store, log }: Pick<Ground, 'store' | 'log'>) {
  let pass = await analyze(analyzing({ store, log }), new Date(Date.now() - 60_000).toISOString());
  while (pass.judged.length > 0) {
    await pause(500);
    pass = await analyze(analyzing({ store, log }), pass.watermark);
  }
  return pass;
}

/** Reads and parses in batches as the analyzer does; nothing is kept. */
async function readAll(
  { store }: Ground,
  standings: readonly ServerStanding[],
  judging: boolean,
): Promise<void> {
  for (let from = 0; from < standings.length; from += hostsAtOnce) {
    const some = standings.slice(from, from + hostsAtOnce);
    const latest = await store.latestInTurn(some.map(({ host }) => host));
    const known = new Map<string, ServerStanding>(some.map((server) => [server.host, server]));
    for (const observations of latest.servers) {
      const server = known.get(observations[0]?.server ?? '');
      if (judging && server !== undefined) judge(snapshotOf(server, observations), { rules });
    }
  }
}

/** As `took`, and tells it. */
async function timed(step: string, work: () => Promise<unknown>): Promise<number> {
  const ms = await took(work);
  console.log(`${step}: ${seconds(ms)} s of CPU`);
  return ms;
}

/** The most memory of the process, bytes, while servers are judged, and while the bench writes, which a crawler does in the product. */
interface Peaks {
  readonly judging: number;
  readonly writing: number;
}

interface MemoryWatch {
  /** Does what is no work of the analyzer. */
  aside(work: () => Promise<void>): Promise<void>;
  end(): Peaks;
}

function watchMemory(): MemoryWatch {
  const most = { judging: 0, writing: 0 };
  let what: keyof Peaks = 'judging';
  const look = (): void => {
    most[what] = Math.max(most[what], process.memoryUsage.rss());
  };
  const timer = setInterval(look, 50);
  return {
    aside: async (work) => {
      what = 'writing';
      await work();
      look();
      what = 'judging';
    },
    end: () => {
      clearInterval(timer);
      look();
      return most;
    },
  };
}

const seconds = (ms: number) => (ms / 1_000).toFixed(2);
