import type { Host } from '../../model/host.ts';
import type { Engine } from '../engine/engine.ts';
import { instantAt, listsAt, peersAt } from './policy-coverage.ts';

/** A peer that publishes the whole of its own list. */
export interface PublishingPeer {
  readonly host: Host;
  /** Its first published reading, RFC 3339: what it did before nobody knows. */
  readonly since: string;
  /** Grows with the logarithm of the active users that it states, 0 to 5: 1 for ten. 0: it hides them, or its number cannot be believed. */
  readonly weight: number;
}

/** Who publishes a list, and of which size they are. */
export interface NetworkReads {
  /** Watched peers whose newest own list is published, or was at an instant (RFC 3339), by host, with its weight of then. Those that federate by an allow-list only are left out: absence from their list of blocks says nothing. */
  publishingPeers(at?: string): Promise<readonly PublishingPeer[]>;
  /** Do enough peers publish their whole list to say something of most of the network? */
  isJudgeable(): Promise<boolean>;
  /** Until when lists were read in replayed history, and not live: the newest such reading, RFC 3339. Undefined: all were read live. */
  listsReplayedUntil(): Promise<string | undefined>;
  /** Active users of the last month as servers state them, or stated them about an instant (RFC 3339): by the last word of a month that was over, else of its own month. Those that hide them, or may invent them, are left out. */
  statedSizes(servers: readonly Host[], at?: string): Promise<ReadonlyMap<Host, number>>;
}

/** The reads of the network, over an engine. */
export function networkReads(engine: Engine): NetworkReads {
  return {
    publishingPeers: (at) => publishingPeers(engine, at),
    isJudgeable: () => isJudgeable(engine),
    listsReplayedUntil: () => listsReplayedUntil(engine),
    statedSizes: (servers, at) => statedSizes(engine, servers, at),
  };
}

/**
 * What servers stated of their size at the instant `at`. Of each month the last word is kept, so that of a month that went on after the instant it is that of
 * the month before; where there is none, that of the month itself, which is nearer to the truth than no size. FINAL: one answer, however far rows are merged.
 */
const sizesAt = (at: string | undefined) =>
  at === undefined
    ? 'SELECT server, active FROM stated_sizes FINAL'
    : `SELECT server, argMax(active, (rank <= toUnixTimestamp64Milli({at:DateTime64(3, 'UTC')}), rank)) AS active FROM stated_sizes_by_month FINAL
        WHERE month <= toStartOfMonth({at:DateTime64(3, 'UTC')}) GROUP BY server`;

async function publishingPeers(engine: Engine, at?: string): Promise<readonly PublishingPeer[]> {
  return engine.rows<PublishingPeer>({
    sql: `SELECT lists.observer AS host, first.since AS since, log10(least(greatest(sizes.active, 1), 100000)) AS weight
      FROM (SELECT observer FROM ${listsAt} WHERE newest_state = 'published' AND newest_mode IN ('open', 'unknown') AND observer IN ${peersAt}) AS lists
      INNER JOIN (SELECT observer, min(since) AS since FROM first_readings WHERE source = 'api' GROUP BY observer) AS first ON first.observer = lists.observer
      LEFT JOIN (${sizesAt(at)}) AS sizes ON sizes.server = lists.observer
      ORDER BY host`,
    parameters: instantAt(at),
    heavy: true,
  });
}

async function isJudgeable(engine: Engine): Promise<boolean> {
  const [row] = await engine.rows<{ readonly enough: boolean | number }>({
    sql: 'SELECT enough_judges AS enough FROM list_coverage',
    heavy: true,
  });
  return Boolean(row?.enough);
}

/** PREWHERE, so that of what was read live nothing but the mark is read. */
async function listsReplayedUntil(engine: Engine): Promise<string | undefined> {
  const [row] = await engine.rows<{ readonly at: string | null }>({
    sql: 'SELECT maxOrNull(read_at) AS at FROM policy_readings PREWHERE replayed',
    heavy: true,
  });
  return row?.at ?? undefined;
}

async function statedSizes(
  engine: Engine,
  servers: readonly Host[],
  at?: string,
): Promise<ReadonlyMap<Host, number>> {
  const rows = await engine.rows<{ readonly server: Host; readonly active: number }>({
    sql: `SELECT server, active FROM (${sizesAt(at)}) AS sizes WHERE server IN {servers:Array(String)} AND active > 0`,
    parameters: { servers, ...instantAt(at) },
  });
  return new Map(rows.map(({ server, active }) => [server, active]));
}
