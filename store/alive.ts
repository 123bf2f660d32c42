import type { Host } from '../model/host.ts';
import { inBatches } from './engine/batches.ts';
import type { Engine } from './engine/engine.ts';
import type { LastAlive } from './store.ts';

/** When servers last answered on their address, some at a time: each is a short range of the primary key. */
export function lastAlive(engine: Engine, servers: readonly Host[]): Promise<readonly LastAlive[]> {
  return inBatches(servers, (some) =>
    engine.rows<LastAlive>({
      sql: `SELECT server, max(scheduled_at) AS aliveAt, arraySort(groupUniqArray(vantage)) AS vantages FROM observations
        WHERE server IN {servers:Array(String)} AND probe IN ('robots', 'tls') AND outcome = 'ok' AND NOT replayed
        GROUP BY server ORDER BY server`,
      parameters: { servers: some },
      heavy: true,
    }),
  );
}
