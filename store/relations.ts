import type { Host } from '../model/host.ts';
import type { Engine } from './engine/engine.ts';
import type { Cut } from './pages.ts';

/**
 * What is known between a hosted server and a peer, worst first. `both`: each rejects the other. `rejects`, `limits`: the peer does so by a list of its own that we may read.
 * `rejected`, `limited`: the hosted server does. `silent`: the peer gives no answer to us. `untold`: it does not publish its whole list, or newer readings cannot say whether it still rejects or limits. `accepts`: it does, and the hosted server is not on it.
 */
export type RelationState =
  | 'both'
  | 'rejects'
  | 'rejected'
  | 'limits'
  | 'limited'
  | 'silent'
  | 'untold'
  | 'accepts';

/** Every state, worst first. */
export const relationStates = [
  'both',
  'rejects',
  'rejected',
  'limits',
  'limited',
  'silent',
  'untold',
  'accepts',
] as const satisfies readonly RelationState[];

/** A peer with what is between it and hosted servers. */
export interface PeerRelations {
  readonly peer: Host;
  /** Towards every hosted server that is not in `cells`. */
  readonly otherwise: 'silent' | 'untold' | 'accepts';
  /** Where more is known. */
  readonly cells: readonly (readonly [server: Host, state: RelationState])[];
}

/** Which relations to read. `state`: peers with it towards one hosted server at least. Absent members do not narrow. */
export interface RelationFilter {
  readonly state?: RelationState;
  readonly server?: Host;
  readonly peer?: Host;
}

/** Relations between hosted servers and peers. */
export interface RelationReads {
  /** Peers with their relations: the worst first, then those with the most, then by host. `total`: how many fit the filter. */
  relations(
    filter: RelationFilter,
    cut: Cut,
  ): Promise<{ readonly total: number; readonly peers: readonly PeerRelations[] }>;
}

/** These reads, over an engine. */
export function relationReads(engine: Engine): RelationReads {
  return { relations: (filter, cut) => relations(engine, filter, cut) };
}

interface Row extends PeerRelations {
  readonly total: number;
}

async function relations(
  engine: Engine,
  filter: RelationFilter,
  { limit, offset }: Cut,
): Promise<{ readonly total: number; readonly peers: readonly PeerRelations[] }> {
  const rows = await engine.rows<Row>({
    sql: sqlOf(filter),
    parameters: { limit, offset, ...filter },
    heavy: true,
  });
  const peers = rows.map(({ peer, otherwise, cells }) => ({ peer, otherwise, cells }));
  return { total: rows[0]?.total ?? 0, peers };
}

/** Severity of a list's level as a number; a list that somebody else made says nothing of what the peer does. */
const level = "indexOf(['note', 'media-only', 'limit', 'reject'], toString(level))";

function sqlOf({ state, server, peer }: RelationFilter): string {
  const ofServer = server === undefined ? '' : 'AND server = {server:String}';
  const wanted = [
    ...(peer === undefined ? [] : ['readers.peer = {peer:String}']),
    ...(state === undefined
      ? []
      : [`(has(states, {state:String}) OR (rest AND otherwise = {state:String}))`]),
  ];
  return `WITH
      ours AS (SELECT host FROM hosted_servers FINAL WHERE role = 'hosted' AND left_at IS NULL),
      pairs AS (
        SELECT server, observer AS peer, if(last_seen IS NULL, ${level}, 0) AS theirs, 0 AS own, last_seen IS NOT NULL AND ${level} >= 3 AS is_open FROM hosted_policies
        WHERE ended_at IS NULL AND source IN ('api', 'export', 'signed') ${ofServer}
        UNION ALL
        SELECT observer AS server, subject AS peer, 0 AS theirs, if(last_seen IS NULL, ${level}, 0) AS own, last_seen IS NOT NULL AND ${level} >= 3 AS is_open FROM policies FINAL
        WHERE observer IN (SELECT host FROM ours) AND source = 'api' AND subject_kind = 'host' AND ended_at IS NULL ${ofServer}
      ),
      known AS (
        SELECT peer, groupArray((server, state)) AS cells, arrayMap(cell -> cell.2, cells) AS states,
          arrayMin(arrayMap(name -> indexOf(${ranking}, name), states)) AS worst
        FROM (
          SELECT server, peer, multiIf(max(theirs) = 4 AND max(own) = 4, 'both', max(theirs) = 4, 'rejects', max(own) = 4, 'rejected', max(theirs) = 3, 'limits',
            max(own) = 3, 'limited', 'untold') AS state
          FROM pairs GROUP BY server, peer HAVING max(theirs) >= 3 OR max(own) >= 3 OR max(is_open) ORDER BY server
        ) GROUP BY peer
      ),
      silent AS (
        SELECT server AS peer FROM latest FINAL WHERE probe IN ('dns', 'tls') AND outcome = 'failed' AND failure_stage IN ('dns', 'connect', 'tls')
      )
    SELECT readers.peer AS peer, multiIf(readers.peer IN (SELECT peer FROM silent), 'silent', readers.whole, 'accepts', 'untold') AS otherwise,
      known.cells AS cells, known.states AS states, length(cells) < (SELECT count() FROM ours) AS rest, count() OVER () AS total,
      least(if(known.worst = 0, 99, known.worst), if(rest, indexOf(${ranking}, otherwise), 99)) AS rank
    FROM list_readers AS readers LEFT JOIN known ON known.peer = readers.peer
    ${wanted.length === 0 ? '' : `WHERE ${wanted.join(' AND ')}`}
    ORDER BY rank, length(cells) DESC, peer LIMIT {limit:UInt32} OFFSET {offset:UInt32}`;
}

const ranking = `[${relationStates.map((name) => `'${name}'`).join(', ')}]`;
