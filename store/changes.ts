import type { Host } from '../model/host.ts';
import { columnInstant, type Engine } from './engine.ts';

/** How long after its time of writing a row may become visible: rows of this span are told again. */
const settlingMs = { embedded: 1_000, server: 10_000 } as const;

/**
 * Hosts with an observation that was written after an instant, and where to go on from. The engine's own clock, because it dates the rows. Rows become visible a little after their date: the newest ones are told again until
 * they have settled, and never after. A watermark ahead of the clock is of no use, so everything is told.
 */
export async function changedSince(
  engine: Engine,
  instant: string,
): Promise<{ readonly servers: readonly Host[]; readonly until: string }> {
  const [row] = await engine.rows<{ readonly now: string }>({ sql: "SELECT now64(3, 'UTC') AS now" });
  const now = row?.now ?? instant;
  const from = Date.parse(instant) > Date.parse(now) ? new Date(0).toISOString() : instant;
  const rows = await engine.rows<{ readonly server: Host; readonly newest: string }>({
    sql: `SELECT server, max(written_at) AS newest FROM observations
      WHERE written_at > {from:DateTime64(3, 'UTC')} AND written_at <= {now:DateTime64(3, 'UTC')}
      GROUP BY server ORDER BY server`,
    parameters: { from: columnInstant(from), now: columnInstant(now) },
    heavy: true,
  });
  const settledMs = Date.parse(now) - settlingMs[engine.mode];
  const newestMs = Math.max(Date.parse(from), ...rows.map(({ newest }) => Date.parse(newest)));
  const untilMs = Math.max(Date.parse(from), Math.min(newestMs, settledMs));
  return { servers: rows.map(({ server }) => server), until: new Date(untilMs).toISOString() };
}
