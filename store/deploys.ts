import type { Deploy } from '../model/deploy.ts';
import { columnInstant, type Engine, jsonLines } from './engine.ts';

const columns = ['server', 'at', 'note', 'by'] as const;

/** Keeps what somebody changed. The same said twice is one. */
export async function recordDeploys(engine: Engine, deploys: readonly Deploy[]): Promise<void> {
  if (deploys.length === 0) return;
  const rows = deploys.map((deploy) => ({ ...deploy, at: columnInstant(deploy.at) }));
  await engine.insert({
    table: 'deploys',
    columns: columns.map((name) => `\`${name}\``),
    body: jsonLines(rows),
  });
}
