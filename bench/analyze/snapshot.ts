import { compared } from '../../analyzer/snapshot.ts';
import { comparedProbes } from '../../store/compared.ts';
import { hostNamed } from '../../test/visiting.ts';
import { progressOf } from '../progress.ts';
import type { Ground, RecordedHosts } from './ground.ts';

/** Servers per statement. */
const step = 1_000;
/** Hours between two visits of what is known of a server's past. */
const apartHours = 4;

/** Servers by their numbers. */
interface Numbered {
  readonly from: number;
  readonly count: number;
}

/**
 * Every server was visited once and as often before as rules look back, each a copy of one that was recorded under another name. Of the earlier visits
 * there is only what rules compare.
 */
export async function fillSnapshot(
  { engine, store }: Ground,
  hosts: RecordedHosts,
  servers: number,
): Promise<void> {
  const told = progressOf('servers of the snapshot', servers);
  for (let from = 0; from < servers; from += step) {
    const some = { from, count: Math.min(step, servers - from) };
    await engine.command(earlierVisits(hosts, some));
    await engine.command(visits(hosts, some));
    told(from + some.count);
  }
  const watchedSince = new Date(0).toISOString();
  const all = Array.from({ length: servers }, (_, number) => hostNamed(`s${number}.example`));
  await store.enrol(all.map((host) => ({ host, role: 'peer', expect: {}, watchedSince })));
}

/** A statement: each of some servers is visited now. */
export function visits(hosts: RecordedHosts, some: Numbered): string {
  return visited(hosts, some, { hoursAgo: [0], seen: 'true' });
}

function earlierVisits(hosts: RecordedHosts, some: Numbered): string {
  const hoursAgo = Array.from({ length: compared.observations }, (_, visit) => (visit + 1) * apartHours);
  return visited(hosts, some, {
    hoursAgo,
    seen: `probe IN ${listOf([...comparedProbes])} AND outcome = 'ok'`,
  });
}

/** `seen`: what of each visit, a condition. */
interface Visits {
  readonly hoursAgo: readonly number[];
  readonly seen: string;
}

function visited(hosts: RecordedHosts, { from, count }: Numbered, { hoursAgo, seen }: Visits): string {
  return `INSERT INTO observations (server, probe, scheduled_at, vantage, started_at, duration_ms, probe_version, consent, outcome,
      failure_code, failure_stage, failure_detail, replayed, data, exchanges)
    SELECT concat('s', toString(n), '.example') AS name, probe, now64(3) - toIntervalHour(ago) AS at, vantage, at, duration_ms, probe_version, 'peer', outcome,
      failure_code, failure_stage, failure_detail, false, replaceAll(data, recorded.server, name), replaceAll(exchanges, recorded.server, name)
    FROM (
      SELECT number + ${from} AS n, ${listOf(hosts)}[n % ${hosts.length} + 1] AS model, arrayJoin([${hoursAgo.join()}]) AS ago FROM numbers(${count})
    ) AS wanted INNER JOIN recorded ON recorded.server = wanted.model WHERE ${seen}`;
}

const listOf = (texts: readonly string[]) => `['${texts.join("','")}']`;
