import type { Host } from '../../model/host.ts';
import { ourName, type ReadingState } from '../../model/policy.ts';
import { columnInstant, type Engine } from '../engine/engine.ts';
import type { LastReading, PolicyCoverage, PolicyReads } from './policy-reads.ts';

/** Later than everything that a column can hold. */
const endOfTime = '2299-12-31 00:00:00.000';

/** An instant, RFC 3339, as the parameter `at` of the statements below. Absent: as it is now. */
export function instantAt(at: string | undefined): { readonly at: string } {
  return { at: at === undefined ? endOfTime : columnInstant(at) };
}

const before = (column: string) => `${column} <= {at:DateTime64(3, 'UTC')}`;

/** Peers that were watched at the instant `at`. */
export const peersAt = `(SELECT host FROM servers FINAL WHERE role = 'peer' AND ${before('watched_since')}
  AND (left_at IS NULL OR NOT ${before('left_at')}))`;

/**
 * State and mode of each server's own list by the newest reading at the instant `at`. Those that were read again after it are looked up among all
 * readings; of the others the newest one is known, so that nothing else is read when the instant is now.
 */
export const listsAt = `(
  SELECT observer, argMax(toString(told.state), revision) AS newest_state, argMax(toString(told.mode), revision) AS newest_mode FROM (
    SELECT observer, state, mode, revision FROM newest_readings WHERE source = 'api' AND ${before('read_at')}
    UNION ALL
    SELECT observer, state, mode, revision FROM policy_readings WHERE source = 'api' AND ${before('read_at')} AND observer IN (
      SELECT observer FROM newest_readings WHERE source = 'api' GROUP BY observer HAVING NOT ${before('max(read_at)')}
    )
  ) AS told GROUP BY observer)`;

const states = {
  published: 0,
  partial: 0,
  hidden: 0,
  'not-supported': 0,
  declined: 0,
  failed: 0,
} as const satisfies Record<ReadingState, number>;

/** Of how many peers the list could be read at an instant, RFC 3339. Absent: now. */
export async function policyCoverage(engine: Engine, at?: string): Promise<PolicyCoverage> {
  const parameters = instantAt(at);
  const rows = await engine.rows<{ readonly state: ReadingState | ''; readonly peers: number }>({
    sql: `SELECT lists.newest_state AS state, count() AS peers FROM ${peersAt} AS known
      LEFT JOIN ${listsAt} AS lists ON lists.observer = known.host GROUP BY state`,
    parameters,
    heavy: true,
  });
  const [naming] = await engine.rows<{ readonly peers: number }>({
    sql: `SELECT uniqExact(observer) AS peers FROM (
        SELECT observer FROM policies_by_subject FINAL WHERE subject = {ourName:String} AND source = 'robots'
          AND ${before('first_seen')} AND (ended_at IS NULL OR NOT ${before('ended_at')})
      ) WHERE observer IN ${peersAt}`,
    parameters: { ...parameters, ourName },
    heavy: true,
  });
  const counted = rows.flatMap(({ state, peers }) => (state === '' ? [] : [[state, peers] as const]));
  return {
    known: rows.reduce((sum, { peers }) => sum + peers, 0),
    byState: { ...states, ...Object.fromEntries(counted) },
    unread: rows.find(({ state }) => state === '')?.peers ?? 0,
    namingUs: naming?.peers ?? 0,
  };
}

/** When each list of some observers was read last until an instant. */
export async function lastReadings(
  engine: Engine,
  observers: readonly Host[],
  until: string,
): Promise<readonly LastReading[]> {
  return engine.rows<LastReading>({
    sql: `SELECT observer, source, origin, max(read_at) AS readAt FROM policy_readings
      WHERE observer IN {observers:Array(String)} AND state IN ('published', 'partial') AND read_at <= {until:DateTime64(3, 'UTC')}
      GROUP BY observer, source, origin ORDER BY observer, source, origin`,
    parameters: { observers, until: columnInstant(until) },
  });
}

/** How many lists were read whole in a period. A robots.txt that names us is no list of whom a server rejects. */
export async function listsRead(
  engine: Engine,
  { since, until }: Parameters<PolicyReads['listsRead']>[0],
): Promise<number> {
  const [row] = await engine.rows<{ readonly lists: number }>({
    sql: `SELECT uniqExact(observer, source, origin) AS lists FROM policy_readings
      WHERE state = 'published' AND source != 'robots'
        AND read_at > {since:DateTime64(3, 'UTC')} AND read_at <= {until:DateTime64(3, 'UTC')}`,
    parameters: { since: columnInstant(since), until: columnInstant(until) },
    heavy: true,
  });
  return row?.lists ?? 0;
}
