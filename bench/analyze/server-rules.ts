import { analyze } from '../../analyzer/analyze.ts';
import { judge } from '../../analyzer/judge.ts';
import { snapshotOf } from '../../analyzer/snapshot.ts';
import type { ServerStanding } from '../../model/server.ts';
import { rules } from '../../rules/index.ts';
import { hostNamed } from '../../test/visiting.ts';
import type { Measure } from '../measure.ts';
import { type Ground, type RecordedHosts, took } from './ground.ts';

const hostsAtOnce = 50;

/** As the product analyzes. */
const analyzing = ({ store, log }: Pick<Ground, 'store' | 'log'>) => ({
  ...{ store, rules, log },
  vantages: { store, periodMs: () => 3_600_000 },
});

/** One visit to each of so many servers: what was recorded at a server of the test fediverse under another name. */
async function fill({ engine, store }: Ground, hosts: RecordedHosts, servers: number): Promise<void> {
  const list = listOf(hosts);
  const step = 1_000;
  for (let from = 0; from < servers; from += step)
    await engine.command(snapshotInsert(list, { from, count: Math.min(step, servers - from) }));
  const since = new Date().toISOString();
  await store.enrol(
    Array.from({ length: servers }, (_, number) => ({
      host: hostNamed(`s${number}.example`),
      role: 'peer',
      expect: {},
      watchedSince: since,
    })),
  );
}

const listOf = (hosts: RecordedHosts) => `['${hosts.join("','")}']`;

function snapshotInsert(
  list: string,
  { from, count }: { readonly from: number; readonly count: number },
): string {
  return `INSERT INTO observations (server, probe, scheduled_at, vantage, started_at, duration_ms, probe_version, consent, outcome,
      failure_code, failure_stage, failure_detail, replayed, data, exchanges)
    SELECT concat('s', toString(n), '.example') AS name, probe, now64(3), vantage, now64(3), duration_ms, probe_version, 'peer', outcome,
      failure_code, failure_stage, failure_detail, false, replaceAll(data, recorded.server, name), replaceAll(exchanges, recorded.server, name)
    FROM (SELECT number + ${from} AS n, ${list}[number % ${list}.length + 1] AS model FROM numbers(${count})) AS wanted
    INNER JOIN recorded ON recorded.server = wanted.model`.replaceAll(`${list}.length`, `length(${list})`);
}

/** All server rules over the newest snapshot of all servers, against reading and parsing it; then only over what is fresh. */
export async function measureServerRules(
  ground: Ground,
  hosts: RecordedHosts,
  servers: number,
): Promise<readonly Measure[]> {
  await fill(ground, hosts, servers);
  const { store, log } = ground;
  const standings = await store.servers();
  const peak = watchMemory();
  await readAll(ground, standings.slice(0, 1_000), true);
  const readMs = await took(() => readAll(ground, standings, false));
  const judgedMs = await took(() => readAll(ground, standings, true));
  const epoch = new Date(0).toISOString();
  await analyze(analyzing({ store, log }), epoch);
  const fullMs = await took(() => analyze(analyzing({ store, log }), epoch));
  const fresh = Math.max(100, Math.round(servers / 30));
  const freshMs = await perFreshServer(ground, snapshotInsert(listOf(hosts), { from: 0, count: fresh }));
  const memory = peak();
  const against = `${servers} servers read and parsed in ${seconds(readMs)} s`;
  return [
    bounded('all server rules over the snapshot', judgedMs / readMs, 3, against),
    bounded('a whole pass of the analyzer, with what it compares and remembers', fullMs / readMs, 3, against),
    bounded(
      'a fresh server against one of the whole pass',
      freshMs / (fullMs / servers),
      1.3,
      `${fresh} of ${servers} fresh; ${(fullMs / servers).toFixed(2)} ms a server in the whole pass`,
    ),
    bounded(
      'memory of the process',
      memory / 2 ** 30,
      1,
      `1 GiB, the embedded store included; ${servers} servers`,
    ),
  ];
}

/** Milliseconds for each server that was seen again and is as it was; the median of three rounds, after one in which what depends on the past changes. */
async function perFreshServer({ engine, store, log }: Ground, insert: string): Promise<number> {
  const rounds: number[] = [];
  for (let round = 0; round < 4; round += 1) {
    const { watermark } = await settled({ store, log });
    await engine.command(insert);
    let judged = 0;
    const ms = await took(async () => {
      judged = (await analyze(analyzing({ store, log }), watermark)).judged.length;
    });
    if (round > 0) rounds.push(ms / judged);
  }
  return rounds.toSorted((a, b) => a - b)[1] ?? 0;
}

/** Rows are told again until they have settled: the pass after which there is nothing to judge. */
async function settled({ store, log }: Pick<Ground, 'store' | 'log'>) {
  let pass = await analyze(analyzing({ store, log }), new Date(Date.now() - 60_000).toISOString());
  while (pass.judged.length > 0) {
    await new Promise((resolve) => setTimeout(resolve, 500));
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
    const latest = await store.latest(some.map(({ host }) => host));
    if (!judging) continue;
    const byServer = Map.groupBy(latest, ({ server }) => server);
    for (const server of some) judge(snapshotOf(server, byServer.get(server.host) ?? []), { rules });
  }
}

function watchMemory(): () => number {
  let most = process.memoryUsage().rss;
  const look = (): void => {
    most = Math.max(most, process.memoryUsage().rss);
  };
  const timer = setInterval(look, 50);
  return () => {
    clearInterval(timer);
    look();
    return most;
  };
}

const seconds = (ms: number) => (ms / 1_000).toFixed(1);

/** A ratio with the most it may be. */
export function bounded(measure: string, value: number, most: number, against: string): Measure {
  const rounded = Math.round(value * 100) / 100;
  return { measure, value: rounded, unit: 'times', goal: `at most ${most}`, holds: value <= most, against };
}
