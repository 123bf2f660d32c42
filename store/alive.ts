import type { Host } from '../model/host.ts';
import type { Engine } from './engine.ts';
import type { LastAlive } from './store.ts';

const hostsPerQuery = 200;

/** When servers last answered on their address, some at a time: each is a short range of the primary key. */
export async function lastAlive(engine: Engine, servers: readonly Host[]): Promise<readonly LastAlive[]> {
  const sorted = [...new Set(servers)].toSorted();
  const all: LastAlive[] = [];
  for (let from = 0; from < sorted.length; from += hostsPerQuery) {
    const rows = await engine.rows<LastAlive>({
      sql: `SELECT server, max(scheduled_at) AS aliveAt FROM observations
        WHERE server IN {servers:Array(String)} AND probe IN ('robots', 'tls') AND outcome = 'ok' AND NOT replayed
        GROUP BY server ORDER BY server`,
      parameters: { servers: sorted.slice(from, from + hostsPerQuery) },
      heavy: true,
    });
    all.push(...rows);
  }
  return all;
}
