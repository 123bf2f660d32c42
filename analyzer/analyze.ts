import type { Host } from '../model/host.ts';
import type { Log } from '../model/log.ts';
import type { News } from '../model/news.ts';
import type { ServerStanding } from '../model/server.ts';
import type { SoftwareCatalogue } from '../model/software/catalogue.ts';
import type { ServerRule } from '../rules/rule.ts';
import type { Store } from '../store/store.ts';
import { judgeBatch } from './batch.ts';
import type { RuleBug } from './judge.ts';
import { areSeveral } from './vantages/seen.ts';
import type { VantageOptions } from './vantages/voice.ts';

/** What the analyzer works with. */
export interface AnalyzeOptions {
  readonly store: Pick<
    Store,
    | 'servers'
    | 'changedSince'
    | 'latestInTurn'
    | 'latestBefore'
    | 'firstSince'
    | 'earlier'
    | 'earlierFindings'
    | 'recordFindings'
  >;
  readonly rules: readonly ServerRule[];
  readonly log: Log;
  /** What is known of software. Absent: only what is built in. */
  readonly news?: () => Promise<News>;
  /** By what software is known. Absent: by what is built in. */
  readonly software?: SoftwareCatalogue;
  /** Absent: vantages are not told apart, and what was seen last counts, wherever it was seen. */
  readonly vantages?: VantageOptions;
}

/** One pass of the analyzer. `watermark`: where the next pass begins. `transitions`: findings written. */
export interface Analysis {
  readonly watermark: string;
  readonly judged: readonly Host[];
  readonly transitions: number;
  readonly bugs: readonly RuleBug[];
}

/** Servers per batch: each of its reads costs as much as ten servers more, and bytes of documents, 80 KB a server, are held until they are judged. */
const batchSize = 100;

/**
 * Judges every server that was observed since the watermark (RFC 3339) and writes what changed. The pass can be repeated: equal observations
 * after equal findings write nothing. Servers that are not enrolled are left out.
 */
export async function analyze(options: AnalyzeOptions, watermark: string): Promise<Analysis> {
  const changed = await options.store.changedSince(watermark);
  const standings = await standingsOf(options, changed.servers);
  const judging = changed.servers.length === 0 ? options : await withSeveral(options);
  const bugs: RuleBug[] = [];
  const judged: Host[] = [];
  let transitions = 0;
  for (const hosts of batches(changed.servers.filter((host) => standings.has(host)))) {
    const results = await judgeBatch(judging, hosts, standings);
    const news = results.flatMap((result) => result.news);
    if (news.length > 0) await options.store.recordFindings(news);
    bugs.push(...results.flatMap((result) => result.bugs));
    judged.push(...results.map(({ server }) => server));
    transitions += news.length;
  }
  for (const { rule, server, error } of bugs) options.log.error('a rule threw', { rule, server, error });
  return { watermark: changed.until, judged, transitions, bugs };
}

/** One vantage has nobody to agree with, and need not be read apart. */
async function withSeveral(options: AnalyzeOptions): Promise<AnalyzeOptions> {
  const { vantages, ...alone } = options;
  return vantages !== undefined && (await areSeveral(vantages)) ? options : alone;
}

/** From so many servers on, one read of all costs less than reads of some at a time. */
const manyServers = 2_000;

async function standingsOf(
  { store }: Pick<AnalyzeOptions, 'store'>,
  changed: readonly Host[],
): Promise<ReadonlyMap<Host, ServerStanding>> {
  if (changed.length === 0) return new Map();
  const found = await (changed.length < manyServers ? store.servers(changed) : store.servers());
  return new Map(found.map((server) => [server.host, server]));
}

function* batches(hosts: readonly Host[]): Generator<readonly Host[]> {
  for (let start = 0; start < hosts.length; start += batchSize) yield hosts.slice(start, start + batchSize);
}
