import type { Engine, Parameters } from '../engine/engine.ts';
import { type Origin, refuseStrangers, refuseTables } from './sql-check.ts';
import { SqlRefused } from './sql-refused.ts';
import { type SqlNode, sqlTree } from './sql-tree.ts';

/** Where the engine looks at statements of others. */
export type VettingLane = Pick<Engine, 'guarded' | 'explained'>;

/** A statement as the engine wrote it anew, and the database it runs in. */
export interface Normalised {
  readonly text: string;
  readonly database: string;
}

/**
 * One statement, parsed and written anew by the engine: what follows sees no comments, no second statement and no brackets left open.
 * @throws the engine's own error when it is none at all.
 */
export async function writtenAnew(lane: VettingLane, sql: string): Promise<Normalised> {
  const [parsed] = await lane.guarded<Normalised>({
    sql: 'SELECT formatQuerySingleLine({sql:String}) AS text, currentDatabase() AS database',
    parameters: { sql },
  });
  const { text = '', database = '' } = parsed ?? {};
  return { text, database };
}

/** As `writtenAnew`, of a statement that selects. @throws {SqlRefused} also when it does not. */
export async function normalised(lane: VettingLane, sql: string): Promise<Normalised> {
  const written = await writtenAnew(lane, sql);
  refuseOthers(written.text);
  return written;
}

/** Stops what does not select. @throws {SqlRefused} */
export function refuseOthers(text: string): void {
  if (!/^\(*(SELECT|WITH)\b/.test(text)) throw new SqlRefused('is no SELECT', 1, { code: '164' });
}

/** Looks a statement through without running it, and resolves with its query tree. @throws {SqlRefused} for what is not allowed, and the engine's own errors. */
export async function vetted(
  lane: VettingLane,
  { text, parameters }: { readonly text: string; readonly parameters: Parameters },
  origin: Origin,
): Promise<SqlNode> {
  const explain = async (sql: string) => sqlTree(await lane.explained({ sql, parameters }));
  // The syntax tree comes before the query tree: making the latter already calculates what is constant.
  refuseStrangers(await explain(`EXPLAIN AST ${text}`), origin);
  const resolved = await explain(`EXPLAIN QUERY TREE ${text}`);
  refuseTables(resolved, origin);
  return resolved;
}
