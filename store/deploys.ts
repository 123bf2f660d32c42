import type { Deploy } from '../model/deploy.ts';
import type { Host } from '../model/host.ts';
import { columnInstant, type Engine, jsonLines } from './engine.ts';

const columns = ['server', 'at', 'note', 'by'] as const satisfies readonly (keyof Deploy)[];

/** Which deploys to read. `since`: RFC 3339. */
export interface DeployOrder {
  readonly servers: readonly Host[];
  readonly since: string;
  readonly limit: number;
}

/** Records a deploy; the same one twice is one. */
export async function recordDeploy(engine: Engine, { server, at, note, by }: Deploy): Promise<void> {
  const row = { server, at: columnInstant(at), note, by };
  await engine.insert({ table: 'deploys', columns, body: jsonLines([row]) });
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
