import type { Host } from '../model/host.ts';
import type { Engine } from './engine.ts';
import { watchedNow } from './servers.ts';

/** A peer that publishes the whole of its own list. */
export interface PublishingPeer {
  readonly host: Host;
  /** Its first published reading that is kept, RFC 3339: what it did before nobody knows. */
  readonly since: string;
  /** Active in the last month, as it says itself. Absent: it does not say. */
  readonly activeUsers?: number;
}

/** How many peers that publish a list reject or limit a server; each counts once, by its most severe entry. */
export interface RejectedServer {
  readonly host: Host;
  readonly rejecting: number;
  readonly limiting: number;
}

/** What published lists say of the network as a whole; no list is told as a whole. */
export interface NetworkReads {
  /** Watched peers whose newest own list is published, by host. Those that federate by an allow-list only are left out: absence from their list of blocks says nothing. */
  publishingPeers(): Promise<readonly PublishingPeer[]>;
  /** Watched servers that most publishing peers reject, then limit. A masked name counts where digest and mask are those of the server. */
  mostRejected(limit: number): Promise<readonly RejectedServer[]>;
  /** Pairs of publishing peers that reject each other, by name. */
  mutualRejections(limit: number): Promise<readonly (readonly [Host, Host])[]>;
}

/** The reads of the network, over an engine. */
export function networkReads(engine: Engine): NetworkReads {
  return {
    publishingPeers: () => publishingPeers(engine),
    mostRejected: (limit) => mostRejected(engine, limit),
    mutualRejections: (limit) => mutualRejections(engine, limit),
  };
}

const publishing = `(
  SELECT observer FROM newest_readings
  WHERE source = 'api' AND observer IN (SELECT host FROM ${watchedNow} WHERE role = 'peer') GROUP BY observer
  HAVING argMax(toString(newest_readings.state), revision) = 'published'
    AND argMax(toString(newest_readings.mode), revision) IN ('open', 'unknown'))`;

async function publishingPeers(engine: Engine): Promise<readonly PublishingPeer[]> {
  const rows = await engine.rows<{
    readonly host: Host;
    readonly since: string;
    readonly users: number | string | null;
  }>({
    sql: `SELECT first.host AS host, first.since AS since, sizes.users AS users
      FROM (SELECT observer AS host, min(read_at) AS since FROM policy_readings
        WHERE source = 'api' AND state = 'published' AND observer IN ${publishing} GROUP BY observer) AS first
      LEFT JOIN (SELECT server, JSONExtract(data, 'document', 'data', 'usersActiveMonth', 'Nullable(UInt64)') AS users
        FROM latest FINAL WHERE probe = 'nodeinfo' AND data != '') AS sizes ON sizes.server = first.host
      ORDER BY host`,
    heavy: true,
  });
  return rows.map(({ host, since, users }) => ({
    host,
    since,
    ...(users !== null && { activeUsers: Number(users) }),
  }));
}

/** One row of every publishing peer and watched server it rejects or limits. */
const rejections = `(
  SELECT entries.observer AS observer, named.host AS host, max(entries.level) = 'reject' AS rejects
  FROM (SELECT * FROM policies FINAL WHERE ended_at IS NULL AND source = 'api' AND level IN ('reject', 'limit')
    AND subject_kind IN ('host', 'digest') AND observer IN ${publishing}) AS entries
  INNER JOIN (
    SELECT host, arrayJoin([host, concat('sha256:', lower(hex(SHA256(host))))]) AS key FROM ${watchedNow}
  ) AS named ON named.key = entries.subject
  WHERE entries.mask = '' OR (length(entries.mask) = length(named.host)
    AND arrayAll((one, other) -> one = '*' OR one = other, splitByString('', entries.mask), splitByString('', named.host)))
  GROUP BY observer, host)`;

async function mostRejected(engine: Engine, limit: number): Promise<readonly RejectedServer[]> {
  const rows = await engine.rows<{
    readonly host: Host;
    readonly rejecting: number | string;
    readonly limiting: number | string;
  }>({
    sql: `SELECT host, countIf(rejects) AS rejecting, countIf(NOT rejects) AS limiting FROM ${rejections}
      GROUP BY host ORDER BY rejecting DESC, limiting DESC, host LIMIT {limit:UInt32}`,
    parameters: { limit },
    heavy: true,
  });
  return rows.map(({ host, rejecting, limiting }) => ({
    host,
    rejecting: Number(rejecting),
    limiting: Number(limiting),
  }));
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
