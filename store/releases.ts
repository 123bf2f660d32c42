import type { Clock } from '../model/clock.ts';
import type { Engine } from './engine/engine.ts';
import { presentEnd } from './engine/present.ts';

/** A version that several servers say they run. `servers`: how many, one for each registrable domain. */
export interface RunningRelease {
  /** NodeInfo `software.name`, lower-case. */
  readonly name: string;
  readonly version: string;
  readonly servers: number;
  /** When a server last said so. RFC 3339, UTC. */
  readonly seenAt: string;
}

/** The registrable domain decides, so that a thousand names of one joker are one server. */
const releasesSql = `SELECT lower(JSONExtractString(data, 'document', 'data', 'software', 'name')) AS name,
    JSONExtractString(data, 'document', 'data', 'software', 'version') AS version,
    toUInt32(uniqExact(cutToFirstSignificantSubdomain(server))) AS servers, max(started_at) AS seenAt
  FROM latest FINAL
  WHERE probe = 'nodeinfo' AND outcome = 'ok' AND scheduled_at <= {until:DateTime64(3, 'UTC')}
  GROUP BY name, version
  HAVING name != '' AND version != '' AND servers >= {least:UInt32}
  ORDER BY name, version`;

/** The versions that at least so many servers run. */
export function runningReleases(
  engine: Engine,
  clock: Clock,
  least: number,
): Promise<readonly RunningRelease[]> {
  return engine.rows({ sql: releasesSql, parameters: { until: presentEnd(clock), least }, heavy: true });
}
