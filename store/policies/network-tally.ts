import type { Host } from '../../model/host.ts';
import type { Engine } from '../engine/engine.ts';
import { keepTally, keptTally, mostKept } from './kept-tally.ts';
import { rejectionsIn, type Slice, slicesOf } from './network-slice.ts';

/** How many peers that publish a list reject or limit a server; each counts once, by its most severe entry. */
export interface RejectedServer {
  readonly host: Host;
  readonly rejecting: number;
  readonly limiting: number;
  /** Is it cut off from most of the network that can be read? As `list_coverage` in the schema says what an island is. */
  readonly island: boolean;
}

/** Who rejects whom in the network, as it was at `takenAt` (RFC 3339). */
export interface NetworkTally {
  readonly takenAt: string;
  /** Peers that published their whole list then. */
  readonly publishing: number;
  /** Watched servers that most publishing peers reject, then limit: by name, by digest with a mask that fits, or by a domain above on a list that covers subdomains. */
  readonly rejected: readonly RejectedServer[];
  /** Those of all watched servers that are cut off, in the same order: `peering.island` says the same of hosted ones. */
  readonly islands: readonly RejectedServer[];
  /** Pairs of publishing peers that reject each other, by name. */
  readonly mutual: readonly (readonly [Host, Host])[];
  /** How many there are of each in all, though fewer are kept. */
  readonly totals: { readonly rejected: number; readonly mutual: number };
}

/** One count. `at`: RFC 3339. `isWanted`: false ends it between two parts of the work, and nothing is written. */
export interface TallyOrder {
  readonly at: string;
  isWanted(): boolean;
  /** About how many servers are looked at together. Absent: 2,500, with what 20,000 lists say of them some hundred megabytes. */
  readonly together?: number;
}

/** Counting who rejects whom, and what came of it. */
export interface NetworkTallies {
  /** Looks through all policies that stand, some servers at a time, and keeps the first thousand of each kind, and every island. */
  tallyNetwork(order: TallyOrder): Promise<void>;
  /** The newest count; `limit`, at most a thousand: so many of each kind, but every island. Undefined: nobody counted yet. */
  networkTally(limit: number): Promise<NetworkTally | undefined>;
}

/** Both, over an engine. */
export function networkTallies(engine: Engine): NetworkTallies {
  return {
    tallyNetwork: (order) => tallyNetwork(engine, order),
    networkTally: (limit) => keptTally(engine, limit),
  };
}

type Pair = readonly [Host, Host];

async function tallyNetwork(engine: Engine, { at, isWanted, together = 2_500 }: TallyOrder): Promise<void> {
  let rejected: readonly RejectedServer[] = [];
  let mutual: readonly Pair[] = [];
  const totals = { rejected: 0, mutual: 0 };
  const slices = (await hasPolicies(engine)) ? await slicesOf(engine, together) : [];
  for (const slice of slices) {
    if (!isWanted()) return;
    const told = await rejectedIn(engine, slice);
    rejected = ranked([...rejected, ...told.first]);
    if (!isWanted()) return;
    const pairs = await mutualIn(engine, slice);
    mutual = [...mutual, ...pairs.first].toSorted(byNames).slice(0, mostKept);
    totals.rejected += told.found;
    totals.mutual += pairs.found;
  }
  await keepTally(engine, { takenAt: at, publishing: await publishing(engine), rejected, mutual, totals });
}

/** Where no list was read yet, the questions below cost the most of all that a monitor asks after its start. */
async function hasPolicies(engine: Engine): Promise<boolean> {
  const rows = await engine.rows({ sql: 'SELECT 1 AS one FROM policies LIMIT 1', heavy: true });
  return rows.length > 0;
}

async function publishing(engine: Engine): Promise<number> {
  const [row] = await engine.rows<{ readonly judges: number }>({
    sql: 'SELECT judges FROM list_coverage',
    heavy: true,
  });
  return row?.judges ?? 0;
}

/** An island counts however many are rejected by more. */
function ranked(all: readonly RejectedServer[]): readonly RejectedServer[] {
  return all.toSorted(byRejections).filter(({ island }, place) => place < mostKept || island);
}

function byRejections(one: RejectedServer, other: RejectedServer): number {
  return (
    other.rejecting - one.rejecting || other.limiting - one.limiting || inOrder([one.host], [other.host])
  );
}

const byNames = (one: Pair, other: Pair) => inOrder(one, other);

/** Names are ASCII, so that the engine orders them alike. */
function inOrder(one: readonly string[], other: readonly string[]): number {
  const at = one.findIndex((name, index) => name !== other[index]);
  return at === -1 ? 0 : (one[at] ?? '') < (other[at] ?? '') ? -1 : 1;
}

/** The first of what is in a slice, and how many are in it. */
interface Some<One> {
  readonly first: readonly One[];
  readonly found: number;
}

async function rejectedIn(engine: Engine, slice: Slice): Promise<Some<RejectedServer>> {
  const rows = await engine.rows<
    RejectedServer & { readonly island: boolean | number; readonly found: number }
  >({
    sql: `SELECT host, rejecting, limiting, island, found FROM (
      SELECT counted.host AS host, rejecting, limiting, row_number() OVER (ORDER BY rejecting DESC, limiting DESC, host) AS place,
        toUInt32(count() OVER ()) AS found,
        coverage.enough_judges AND counted.peers >= coverage.island_peers AND counted.weight >= coverage.island_weight AS island
      FROM (
        SELECT host, countIf(rejects) AS rejecting, countIf(NOT rejects) AS limiting, countIf(confirmed) AS peers, sumIf(publishers.weight, confirmed) AS weight
        FROM ${rejectionsIn('subjects')} AS told INNER JOIN list_publishers AS publishers ON publishers.peer = told.observer GROUP BY host
      ) AS counted CROSS JOIN list_coverage AS coverage
    ) WHERE place <= {kept:UInt32} OR island`,
    parameters: { ...slice, kept: mostKept },
    heavy: true,
  });
  // The engine writes a comparison as a number.
  const first = rows.map(({ found: _, ...row }) => ({ ...row, island: Boolean(row.island) }));
  return { first, found: rows[0]?.found ?? 0 };
}

/** Pairs of which the later name is in the slice. */
async function mutualIn(engine: Engine, slice: Slice): Promise<Some<Pair>> {
  const rows = await engine.rows<{ readonly one: Host; readonly other: Host; readonly found: number }>({
    sql: `SELECT there.observer AS one, there.host AS other, toUInt32(count() OVER ()) AS found
      FROM (SELECT observer, host FROM ${rejectionsIn('subjects')} WHERE rejects AND observer < host) AS there
      INNER JOIN (SELECT observer, host FROM ${rejectionsIn('observers')} WHERE rejects AND host < observer) AS back
        ON back.observer = there.host AND back.host = there.observer
      ORDER BY one, other LIMIT {kept:UInt32}`,
    parameters: { ...slice, kept: mostKept },
    heavy: true,
  });
  return { first: rows.map(({ one, other }) => [one, other] as const), found: rows[0]?.found ?? 0 };
}
