import type { Clock } from '../model/clock.ts';
import type { Host } from '../model/host.ts';
import { columnInstant, type Engine } from './engine/engine.ts';

/** How long after its time of writing a row may become visible: rows of this span are told again. */
const settlingMs = { embedded: 1_000, server: 10_000 } as const;

/** What changed, as the analyzer asks for it. */
interface ChangeReads {
  changedSince(instant: string): Promise<Changed>;
}

interface Changed {
  readonly servers: readonly Host[];
  readonly until: string;
}

/**
 * Asks what changed, and remembers how the clock stood. An engine in this process dates rows by the clock of this machine: where that was set back since the
 * last look, what was written after it lies before the instant to go on from, and is looked for there. Of another machine's clock nothing is known
 * here; rows that are told until they have settled cover small steps of it.
 */
export function changeReads(engine: Engine, clock: Clock): ChangeReads {
  const standing = () => clock.now() - clock.elapsed();
  let lastMs = standing();
  return {
    changedSince: async (instant) => {
      const nowMs = standing();
      const isSetBack = engine.mode === 'embedded' && lastMs - nowMs > settlingMs.embedded;
      const changed = await changedSince(engine, instant, isSetBack ? lastMs - nowMs : 0);
      lastMs = nowMs;
      return changed;
    },
  };
}

/**
 * Hosts with an observation that was written after an instant, and where to go on from. The engine's own clock, because it dates the rows. Rows become visible a little after their date: the newest ones are told again until
 * they have settled, and never after. A watermark ahead of the clock is of no use, so everything is told. `backMs`: by how much the clock was set back since
 * the last look; what was written shortly before that is dated in the future.
 */
async function changedSince(engine: Engine, instant: string, backMs: number): Promise<Changed> {
  const [row] = await engine.rows<{ readonly now: string }>({ sql: "SELECT now64(3, 'UTC') AS now" });
  const now = row?.now ?? instant;
  const sinceMs = Date.parse(instant) - backMs;
  const from = new Date(sinceMs > Date.parse(now) ? 0 : Math.max(0, sinceMs)).toISOString();
  const end = new Date(Date.parse(now) + backMs).toISOString();
  const rows = await engine.rows<{ readonly server: Host; readonly newest: string }>({
    sql: `SELECT server, max(written_at) AS newest FROM observations
      WHERE written_at > {from:DateTime64(3, 'UTC')} AND written_at <= {end:DateTime64(3, 'UTC')}
      GROUP BY server ORDER BY server`,
    parameters: { from: columnInstant(from), end: columnInstant(end) },
    heavy: true,
  });
  const settledMs = Date.parse(now) - settlingMs[engine.mode];
  const newestMs = Math.max(Date.parse(from), ...rows.map(({ newest }) => Date.parse(newest)));
  const untilMs = Math.max(Date.parse(from), Math.min(newestMs, settledMs));
  return { servers: rows.map(({ server }) => server), until: new Date(untilMs).toISOString() };
}
