import type { Host } from '../../model/host.ts';
import { columnInstant, type Engine, jsonLines } from '../engine/engine.ts';
import type { NetworkTally } from './network-tally.ts';

/** How many of each kind are kept, at most, besides islands. */
export const mostKept = 1_000;

/** Of the row `pass`, `rejecting` is how many servers are rejected or limited in all, and `limiting` how many pairs reject each other; 0 where it was not counted. */
interface TallyRow {
  readonly kind: 'pass' | 'rejected' | 'mutual';
  readonly place: number;
  readonly host: Host;
  readonly other: Host;
  readonly rejecting: number;
  readonly limiting: number;
  readonly island: boolean;
  readonly publishing: number;
  readonly taken_at: string;
}

const columns = [
  ...['kind', 'place', 'host', 'other', 'rejecting', 'limiting', 'island', 'publishing', 'taken_at', 'pass'],
];

/** Keeps a count, in one insert, so that a reader finds it whole or not at all. */
export async function keepTally(
  engine: Engine,
  { takenAt, rejected, mutual, publishing: all, totals }: Omit<NetworkTally, 'islands'>,
): Promise<void> {
  const [newest] = await engine.rows<{ readonly pass: number }>({
    sql: 'SELECT max(pass) AS pass FROM network_tally',
  });
  const pass = 1 + (newest?.pass ?? 0);
  const blank = { host: '', other: '', rejecting: 0, limiting: 0, island: false, publishing: 0 };
  const rows = [
    {
      ...blank,
      publishing: all,
      rejecting: totals.rejected,
      limiting: totals.mutual,
      kind: 'pass',
      place: 0,
    },
    ...rejected.map((one, place) => ({ ...blank, ...one, kind: 'rejected', place })),
    ...mutual.map(([host, other], place) => ({ ...blank, host, other, kind: 'mutual', place })),
  ].map((row) => ({ ...row, pass, taken_at: columnInstant(takenAt) }));
  await engine.insert({ table: 'network_tally', columns, body: jsonLines(rows) });
}

/** The newest count, with so many of each kind, but every island. Undefined: nobody counted yet. */
export async function keptTally(engine: Engine, limit: number): Promise<NetworkTally | undefined> {
  const rows = await engine.rows<TallyRow>({
    sql: `SELECT kind, place, host, other, rejecting, limiting, island, publishing, taken_at FROM network_tally FINAL
      WHERE pass = (SELECT max(pass) FROM network_tally) AND (place < {limit:UInt32} OR island) ORDER BY kind, place`,
    parameters: { limit },
  });
  const [pass] = rows;
  if (pass === undefined) return undefined;
  const of = (wanted: TallyRow['kind']) => rows.filter(({ kind }) => kind === wanted);
  const rejected = of('rejected').map(({ host, rejecting, limiting, island, place }) => ({
    place,
    server: { host, rejecting, limiting, island: Boolean(island) },
  }));
  const servers = (some: typeof rejected) => some.map(({ server }) => server);
  const mutual = of('mutual').map(({ host, other }) => [host, other] as const);
  return {
    takenAt: pass.taken_at,
    publishing: pass.publishing,
    rejected: servers(rejected.filter(({ place }) => place < limit)),
    islands: servers(rejected.filter(({ server }) => server.island)),
    mutual,
    totals: {
      rejected: Math.max(pass.rejecting, rejected.length),
      mutual: Math.max(pass.limiting, mutual.length),
    },
  };
}
