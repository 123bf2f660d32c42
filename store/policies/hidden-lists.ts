import type { Engine } from '../engine/engine.ts';
import type { HiddenList } from './policy-reads.ts';

/** Lists against hosted servers that nobody can read any more, over an engine. */
export async function hiddenLists(engine: Engine): Promise<readonly HiddenList[]> {
  return engine.rows<HiddenList>({
    sql: `WITH
        naming AS (
          SELECT DISTINCT server, observer, origin FROM hosted_policies
          WHERE ended_at IS NULL AND source = 'api' AND level IN ('reject', 'limit')
        ),
        shut AS (
          SELECT observer, argMax(toString(newest_readings.state), revision) AS newest_state,
            maxIf(read_at, newest_readings.state IN ('published', 'partial')) AS readable_at
          FROM newest_readings WHERE source = 'api' AND observer IN (SELECT observer FROM naming)
          GROUP BY observer HAVING newest_state = 'hidden'
        ),
        found AS (
          SELECT observer, read_at, replayed FROM policy_readings
          WHERE source = 'api' AND state = 'hidden' AND observer IN (SELECT observer FROM shut)
        )
      SELECT naming.server AS server, naming.observer AS observer, naming.origin AS origin, shut.readable_at AS readAt, min(found.read_at) AS hiddenAt,
        argMin(found.replayed, found.read_at) AS replayed
      FROM naming INNER JOIN shut ON shut.observer = naming.observer INNER JOIN found ON found.observer = naming.observer
      WHERE found.read_at > shut.readable_at
      GROUP BY server, observer, origin, readAt ORDER BY server, observer, origin`,
    heavy: true,
  });
}
