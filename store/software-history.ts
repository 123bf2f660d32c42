import type { Host } from '../model/host.ts';
import type { Engine } from './engine/engine.ts';

/** What a server said it runs, between the first and the last time that it said so. Instants RFC 3339, UTC. */
export interface SoftwareSpan {
  /** NodeInfo `software.name`, as the server writes it. */
  readonly name: string;
  readonly version: string;
  readonly first: string;
  readonly last: string;
}

/** What servers ran before. */
export interface SoftwareReads {
  /** What a server said it runs, the newest `limit` of its names and versions, newest first. */
  softwareHistory(server: Host, limit: number): Promise<readonly SoftwareSpan[]>;
}

/** These reads, over an engine. */
export function softwareReads(engine: Engine): SoftwareReads {
  return {
    softwareHistory: (server, limit) =>
      engine.rows<SoftwareSpan>({
        sql: `SELECT JSONExtractString(data, 'document', 'data', 'software', 'name') AS name,
            JSONExtractString(data, 'document', 'data', 'software', 'version') AS version, min(started_at) AS first, max(started_at) AS last
          FROM observations WHERE server = {server:String} AND probe = 'nodeinfo' AND outcome = 'ok'
          GROUP BY name, version HAVING name != '' ORDER BY last DESC, name, version LIMIT {limit:UInt32}`,
        parameters: { server, limit },
      }),
  };
}
