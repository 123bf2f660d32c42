import { type Clock, instant } from '../model/clock.ts';
import type { Host } from '../model/host.ts';
import type { WatchedServer } from '../model/server.ts';
import { columnInstant, type Engine } from './engine/engine.ts';
import { clockToleranceMs } from './engine/present.ts';
import { type ServerRow, standing } from './servers.ts';

/** What changed of who is watched. `came`: enrolled or described anew, by host. `until`: where the next look goes on from. */
export interface RosterChanges {
  readonly came: readonly WatchedServer[];
  readonly left: readonly Host[];
  readonly until: string;
}

type ChangedRow = Omit<ServerRow, 'consent'> & { readonly left_at: string | null };

/**
 * Who came under watch or left since a look, whoever wrote it; undefined: ever. Rows are dated by the clocks of their writers, so those of
 * the last minute are told again. A look from the future is of no use, so everything is told.
 */
export async function rosterSince(
  engine: Engine,
  clock: Clock,
  since: string | undefined,
): Promise<RosterChanges> {
  const nowMs = clock.now();
  const isPast = since !== undefined && Date.parse(since) <= nowMs;
  // Without FINAL the engine looks at the dates of all rows, and at the rest of those that are new.
  const rows = await engine.rows<ChangedRow>({
    sql: `SELECT host, role, state, customer, account, expect, objective, watched_since, left_at FROM servers
      WHERE updated_at > {from:DateTime64(3, 'UTC')} ORDER BY host, updated_at DESC LIMIT 1 BY host`,
    parameters: { from: columnInstant(isPast ? since : instant(0)) },
  });
  return {
    came: rows.flatMap((row) => (row.left_at === null ? [standing({ ...row, consent: '' })] : [])),
    left: rows.flatMap(({ host, left_at }) => (left_at === null ? [] : [host])),
    until: instant(nowMs - clockToleranceMs),
  };
}
