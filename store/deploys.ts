import type { Deploy } from '../model/deploy.ts';
import type { Host } from '../model/host.ts';
import { columnInstant, type Engine, jsonLines } from './engine/engine.ts';

const columns = ['server', 'at', 'note', 'by'] as const satisfies readonly (keyof Deploy)[];

/** Which deploys to read. `since`: RFC 3339. */
export interface DeployOrder {
  readonly servers: readonly Host[];
  readonly since: string;
  readonly limit: number;
}

/** Keeps what somebody changed. The same said twice is one. */
export async function recordDeploys(engine: Engine, all: readonly Deploy[]): Promise<void> {
  if (all.length === 0) return;
  const rows = all.map((deploy) => ({ ...deploy, at: columnInstant(deploy.at) }));
  await engine.insert({ table: 'deploys', columns, body: jsonLines(rows) });
}

/** Deploys at some servers, newest first. */
export async function deploys(
  engine: Engine,
  { servers, since, limit }: DeployOrder,
): Promise<readonly Deploy[]> {
  return engine.rows<Deploy>({
    sql: `SELECT ${columns.join(', ')} FROM deploys FINAL
      WHERE server IN {servers:Array(String)} AND at >= {since:DateTime64(3, 'UTC')}
      ORDER BY at DESC, server, note LIMIT {limit:UInt32}`,
    parameters: { servers, limit, since: columnInstant(since) },
  });
}
