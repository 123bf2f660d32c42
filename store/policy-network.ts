import type { Host } from '../model/host.ts';
import type { Engine } from './engine.ts';
import { instantAt, listsAt, peersAt } from './policy-coverage.ts';

/** A peer that publishes the whole of its own list. */
export interface PublishingPeer {
  readonly host: Host;
  /** Its first published reading, RFC 3339: what it did before nobody knows. */
  readonly since: string;
  /** Grows with the logarithm of the active users that it states, 0 to 5: 1 for ten. 0: it hides them, or its number cannot be believed. */
  readonly weight: number;
}

/** How many peers that publish a list reject or limit a server; each counts once, by its most severe entry. */
export interface RejectedServer {
  readonly host: Host;
  readonly rejecting: number;
  readonly limiting: number;
  /** Is it cut off from most of the network that can be read? As `list_coverage` in the schema says what an island is. */
  readonly island: boolean;
}

/** What published lists say of the network as a whole; no list is told as a whole. */
export interface NetworkReads {
  /** Watched peers whose newest own list is published, or was at an instant (RFC 3339), by host; the weight is today's. Those that federate by an allow-list only are left out: absence from their list of blocks says nothing. */
  publishingPeers(at?: string): Promise<readonly PublishingPeer[]>;
  /** Do enough peers publish their whole list to say something of most of the network? */
  isJudgeable(): Promise<boolean>;
  /** Watched servers that most publishing peers reject, then limit: by name, by digest with a mask that fits, or by a domain above on a list that covers subdomains. */
  mostRejected(limit: number): Promise<readonly RejectedServer[]>;
  /** Pairs of publishing peers that reject each other, by name. */
  mutualRejections(limit: number): Promise<readonly (readonly [Host, Host])[]>;
  /** Active users of the last month as servers state them. Those that hide them, or may invent them, are left out. */
  statedSizes(servers: readonly Host[]): Promise<ReadonlyMap<Host, number>>;
}

/** The reads of the network, over an engine. */
export function networkReads(engine: Engine): NetworkReads {
  return {
    publishingPeers: (at) => publishingPeers(engine, at),
    isJudgeable: () => isJudgeable(engine),
    mostRejected: (limit) => mostRejected(engine, limit),
    mutualRejections: (limit) => mutualRejections(engine, limit),
    statedSizes: (servers) => statedSizes(engine, servers),
  };
}

async function publishingPeers(engine: Engine, at?: string): Promise<readonly PublishingPeer[]> {
  return engine.rows<PublishingPeer>({
    sql: `SELECT lists.observer AS host, first.since AS since, log10(least(greatest(sizes.active, 1), 100000)) AS weight
      FROM (SELECT observer FROM ${listsAt} WHERE newest_state = 'published' AND newest_mode IN ('open', 'unknown') AND observer IN ${peersAt}) AS lists
      INNER JOIN (SELECT observer, min(since) AS since FROM first_readings WHERE source = 'api' GROUP BY observer) AS first ON first.observer = lists.observer
      LEFT JOIN (SELECT server, active FROM stated_sizes FINAL) AS sizes ON sizes.server = lists.observer
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

/** One row of every publishing peer and watched server it rejects or limits, by the rules of `policies.ts`. `confirmed`: read twice at least. */
const rejections = `(
  SELECT entries.observer AS observer, named.server AS host, max(entries.level) = 'reject' AS rejects, max(entries.read_again AND entries.level = 'reject') AS confirmed
  FROM (
    SELECT held.*, readers.read_at > held.first_seen AS read_again
    FROM (SELECT * FROM policies FINAL WHERE ended_at IS NULL AND source = 'api' AND level IN ('reject', 'limit')) AS held
    INNER JOIN (SELECT peer, read_at FROM list_readers WHERE whole) AS readers ON readers.peer = held.observer
  ) AS entries
  INNER JOIN server_subjects AS named ON named.subject = entries.subject
  WHERE if(named.name = named.server, entries.subject_kind != 'pattern' OR entries.origin = 'pleroma', entries.subject_kind = 'pattern' OR entries.covers = 'subdomains')
    AND (entries.mask = '' OR (length(entries.mask) = length(named.name) AND named.name LIKE replaceAll(entries.mask, '*', '_')))
  GROUP BY observer, host)`;

async function mostRejected(engine: Engine, limit: number): Promise<readonly RejectedServer[]> {
  const rows = await engine.rows<RejectedServer & { readonly island: boolean | number }>({
    sql: `SELECT counted.host AS host, rejecting, limiting,
        coverage.enough_judges AND counted.peers >= coverage.island_peers AND counted.weight >= coverage.island_weight AS island
      FROM (
        SELECT host, countIf(rejects) AS rejecting, countIf(NOT rejects) AS limiting, countIf(confirmed) AS peers, sumIf(publishers.weight, confirmed) AS weight
        FROM ${rejections} AS told INNER JOIN list_publishers AS publishers ON publishers.peer = told.observer GROUP BY host
      ) AS counted CROSS JOIN list_coverage AS coverage
      ORDER BY rejecting DESC, limiting DESC, host LIMIT {limit:UInt32}`,
    parameters: { limit },
    heavy: true,
  });
  // The engine writes a comparison as a number.
  return rows.map((row) => ({ ...row, island: Boolean(row.island) }));
}

async function statedSizes(engine: Engine, servers: readonly Host[]): Promise<ReadonlyMap<Host, number>> {
  const rows = await engine.rows<{ readonly server: Host; readonly active: number }>({
    sql: 'SELECT server, active FROM stated_sizes FINAL WHERE server IN {servers:Array(String)} AND active > 0',
    parameters: { servers },
  });
  return new Map(rows.map(({ server, active }) => [server, active]));
}

async function mutualRejections(engine: Engine, limit: number): Promise<readonly (readonly [Host, Host])[]> {
  const rows = await engine.rows<{ readonly one: Host; readonly other: Host }>({
    sql: `WITH pairs AS (SELECT observer, host FROM ${rejections} WHERE rejects)
      SELECT there.observer AS one, there.host AS other FROM pairs AS there
      INNER JOIN pairs AS back ON back.observer = there.host AND back.host = there.observer
      WHERE there.observer < there.host ORDER BY one, other LIMIT {limit:UInt32}`,
    parameters: { limit },
    heavy: true,
  });
  return rows.map(({ one, other }) => [one, other] as const);
}
