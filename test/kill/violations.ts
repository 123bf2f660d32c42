import { type Slots, slotAfter, slotAt } from '../../crawler/schedule/schedule.ts';

/** A row as it lies in the table; `copies` counts rows of the same key that differ. Instants in epoch milliseconds; `answers`: HTTP answers it tells of. */
export interface KeptRow {
  readonly id: string;
  readonly server: string;
  readonly probe: string;
  readonly scheduledMs: number;
  readonly startedMs: number;
  readonly durationMs: number;
  readonly answers: number;
  readonly copies: number;
}

/** A server as it knows itself: when it was to be visited, and when it was asked, oldest first, in epoch milliseconds. */
export interface AskedServer {
  readonly host: string;
  readonly slots: Slots;
  readonly askedMs: readonly number[];
}

/** What many processes left that followed each other in one data directory. */
export interface Legacy {
  /** Ids of observations whose fsync was told, in that order. */
  readonly acknowledged: readonly string[];
  readonly rows: readonly KeptRow[];
  readonly servers: readonly AskedServer[];
  /** Probes that every visit has. */
  readonly probes: readonly string[];
  /** When the last process was killed; another one ran after it. */
  readonly lastKillMs: number;
  /** Files in the spool. */
  readonly spooled: readonly string[];
}

/** Everything that contradicts "nothing acknowledged is lost, nothing is doubled, every slot is seen or missed", a line each. */
export function violations(legacy: Legacy): readonly string[] {
  return [
    ...lost(legacy),
    ...doubled(legacy),
    ...withoutRows(legacy),
    ...invented(legacy),
    ...legacy.spooled.map((file) => `left in the spool: ${file}`),
  ];
}

function lost({ acknowledged, rows }: Legacy): readonly string[] {
  const kept = new Set(rows.map(({ id }) => id));
  return acknowledged.filter((id) => !kept.has(id)).map((id) => `acknowledged and lost: ${id}`);
}

function doubled({ acknowledged, rows }: Legacy): readonly string[] {
  const once = new Set<string>();
  const again = acknowledged.filter((id) => once.size === once.add(id).size);
  return [
    ...again.map((id) => `acknowledged twice: ${id}`),
    ...rows.filter(({ copies }) => copies > 1).map(({ id, copies }) => `kept ${copies} times: ${id}`),
  ];
}

/** Slots that began before the last kill and lack a row of a probe, with what the server's own log says of them. */
function withoutRows({ rows, servers, probes, lastKillMs }: Legacy): readonly string[] {
  const kept = new Set(rows.map(({ server, probe, scheduledMs }) => keyOf(server, scheduledMs, probe)));
  return servers.flatMap(({ host, slots, askedMs }) => {
    const asked = Map.groupBy(askedMs, (at) => slotAt(slots, at));
    const early = asked.get(undefined)?.map((at) => `asked before it was watched: ${keyOf(host, at)}`) ?? [];
    const missing = [...slotsUntil(slots, lastKillMs)].flatMap((start) => {
      const without = probes.filter((probe) => !kept.has(keyOf(host, start, probe)));
      const times = asked.get(start)?.length ?? 0;
      return without.length === 0 ? [] : [silence(keyOf(host, start), without, times)];
    });
    return [...early, ...missing];
  });
}

function silence(slot: string, probes: readonly string[], times: number): string {
  return `neither seen nor missed, and asked ${times} times: ${slot} ${probes.join(',')}`;
}

function* slotsUntil(slots: Slots, endMs: number): Generator<number> {
  for (let start = slots.sinceMs; start <= endMs; start = slotAfter(slots, start)) yield start;
}

function keyOf(host: string, atMs: number, probe?: string): string {
  return [host, new Date(atMs).toISOString(), ...(probe === undefined ? [] : [probe])].join(' ');
}

/** The wall clock of a visit's beginning and the monotonic one of its length may be a little apart. */
const slackMs = 20;

/** Rows that tell of answers though the server was not asked at that time. */
function invented({ rows, servers }: Legacy): readonly string[] {
  const log = new Map(servers.map(({ host, askedMs }) => [host, askedMs]));
  return rows
    .filter(({ server, startedMs, durationMs, answers }) => {
      const within = (at: number) => at >= startedMs - slackMs && at <= startedMs + durationMs + slackMs;
      return answers > 0 && !log.get(server)?.some(within);
    })
    .map(({ id }) => `tells of answers that the server did not give: ${id}`);
}
