import type { Clock } from '../model/clock.ts';
import { instant } from '../model/clock.ts';
import type { Host } from '../model/host.ts';
import type { Consent } from '../model/observation.ts';
import type { LifeState, ServerStanding, WatchedServer } from '../model/server.ts';
import { hostsPerQuery, inBatches } from './engine/batches.ts';
import { columnInstant, type Engine, jsonLines } from './engine/engine.ts';
import { presentEnd } from './engine/present.ts';

/** A server as its table holds it, with the consent of its newest observation. */
export interface ServerRow {
  readonly host: Host;
  readonly role: WatchedServer['role'];
  readonly state: LifeState;
  readonly customer: string | null;
  readonly account: string | null;
  /** JSON. */
  readonly expect: string;
  /** Percent. */
  readonly objective: number | null;
  readonly watched_since: string;
  /** Empty: never observed. */
  readonly consent: Consent | '';
}

/** Of more servers than this everything is read at once. */
const maxNarrow = 2_000;

/** An engine in this process has no addresses, and its rows of servers are short. */
const standingsPerQuery = { embedded: maxNarrow, server: hostsPerQuery } as const;

const columns = [
  'host',
  'role',
  'state',
  'customer',
  'account',
  'expect',
  'objective',
  'watched_since',
  'left_at',
  'updated_at',
] as const;

/** The servers that are watched now, as a table to select from. */
export const watchedNow = '(SELECT * FROM servers FINAL WHERE left_at IS NULL)';

/** The rank of a row of `latest`, 0 when it is dated in the future. */
const rankNow = "if(latest.scheduled_at > {until:DateTime64(3, 'UTC')}, 0, rank)";

/**
 * The consent of the newest row of `latest` that is not dated in the future. The question for the proof is asked with peer manners, whatever it finds, so it
 * counts where there is nothing else. Of several rows of one slot the one that was begun last counts, and of those begun together the one without a proof:
 * in doubt manners hold. It takes the parameter `until`, the end of the present, and is asked of `latest FINAL`: of two vantages that asked one question in one slot
 * the one that was written last counts, before parts are merged as after.
 */
export const newestConsent = `argMax(toString(latest.consent),
  (if(latest.probe = 'ownership', 0, ${rankNow}), ${rankNow}, latest.started_at, latest.consent != 'hosted', toString(latest.consent)))`;

/** A server as it was written last. */
type KnownRow = Omit<ServerRow, 'consent'> & { readonly left_at: string | null; readonly updated_at: string };

/** Makes servers known, or replaces what is known of them; `watchedSince` stays as it was first. */
export async function enrol(engine: Engine, clock: Clock, servers: readonly WatchedServer[]): Promise<void> {
  const hosts = servers.map(({ host }) => host);
  const rows =
    hosts.length > maxNarrow ? knownRows(engine) : inBatches(hosts, (some) => knownRows(engine, some));
  const known = new Map((await rows).map((row) => [row.host, row]));
  const fresh = servers.map((server) => {
    const before = known.get(server.host);
    const row = serverRow(server, before?.watched_since);
    return { ...row, left_at: null, updated_at: updatedAt(clock, before) };
  });
  await write(engine, fresh);
}

/** Says of every other server that is watched that it no longer is. What is known of it stays. */
export async function retire(engine: Engine, clock: Clock, staying: readonly Host[]): Promise<void> {
  const stays = new Set<string>(staying);
  const others = (await knownRows(engine)).filter(({ host }) => !stays.has(host));
  await write(engine, others.flatMap(leaving(clock)));
}

/** As `retire`, of these servers only. */
export async function dismiss(engine: Engine, clock: Clock, hosts: readonly Host[]): Promise<void> {
  const known = await inBatches(hosts, (some) => knownRows(engine, some));
  await write(engine, known.flatMap(leaving(clock)));
}

/** The row of a server that leaves now. None: it left before. */
function leaving(clock: Clock): (row: KnownRow) => readonly object[] {
  const left_at = columnInstant(instant(clock.now()));
  return (row) => {
    if (row.left_at !== null) return [];
    const watched_since = columnInstant(row.watched_since);
    return [{ ...row, watched_since, left_at, updated_at: updatedAt(clock, row) }];
  };
}

/** Absent `hosts`: of all. */
function knownRows(engine: Engine, hosts?: readonly Host[]): Promise<readonly KnownRow[]> {
  const sql = `SELECT ${columns.join(', ')} FROM servers FINAL`;
  if (hosts === undefined) return engine.rows<KnownRow>({ sql });
  return engine.rows<KnownRow>({ sql: `${sql} WHERE host IN {hosts:Array(String)}`, parameters: { hosts } });
}

async function write(engine: Engine, rows: readonly object[]): Promise<void> {
  if (rows.length > 0) await engine.insert({ table: 'servers', columns, body: jsonLines(rows) });
}

/** The newest row of a server counts, so a row is newer than the one before, also when the clock was set back. */
function updatedAt(clock: Clock, before: KnownRow | undefined): string {
  const afterBefore = before === undefined ? 0 : Date.parse(before.updated_at) + 1;
  return columnInstant(instant(Math.max(clock.now(), afterBefore)));
}

function serverRow(server: WatchedServer, watchedSince: string | undefined): Omit<ServerRow, 'consent'> {
  return {
    host: server.host,
    role: server.role,
    state: server.state ?? 'live',
    customer: server.customer ?? null,
    account: server.account ?? null,
    expect: JSON.stringify(server.expect),
    objective: server.objective ?? null,
    watched_since: columnInstant(watchedSince ?? server.watchedSince),
  };
}

/** Everyone who is watched, by host, with the consent of the newest observation that was made. */
export async function standings(engine: Engine, clock: Clock): Promise<readonly ServerStanding[]> {
  const parameters = { until: presentEnd(clock) };
  const rows = await engine.rows<ServerRow>({ sql: standingsSql('true', 'true'), parameters, heavy: true });
  return rows.map(standing);
}

/** As `standings`, of some hosts only; those that are not watched are left out. */
export async function standingsOf(
  engine: Engine,
  clock: Clock,
  hosts: readonly Host[],
): Promise<readonly ServerStanding[]> {
  const sql = standingsSql('host IN {hosts:Array(String)}', 'server IN {hosts:Array(String)}');
  const until = presentEnd(clock);
  const read = (some: readonly Host[]) => engine.rows<ServerRow>({ sql, parameters: { until, hosts: some } });
  const rows = await inBatches(hosts, read, standingsPerQuery[engine.mode]);
  return rows.map(standing);
}

/** As `standings`, of hosted servers only: of thirty thousand peers nothing is read. `servers` feeds `hosted_servers`, so what it says of a role itself counts. */
export async function hostedStandings(engine: Engine, clock: Clock): Promise<readonly ServerStanding[]> {
  const ours = "(SELECT host FROM hosted_servers FINAL WHERE role = 'hosted' AND left_at IS NULL)";
  const known = standingsSql(`host IN ${ours}`, `server IN ${ours}`);
  const sql = `SELECT * FROM (${known}) WHERE role = 'hosted' ORDER BY host`;
  return (await engine.rows<ServerRow>({ sql, parameters: { until: presentEnd(clock) } })).map(standing);
}

function standingsSql(whichHosts: string, whichServers: string): string {
  return `SELECT host, role, state, customer, account, expect, objective, watched_since, toString(seen.consent) AS consent
    FROM (SELECT * FROM servers FINAL PREWHERE ${whichHosts} WHERE left_at IS NULL) AS servers LEFT JOIN (
      SELECT server, ${newestConsent} AS consent FROM latest FINAL PREWHERE ${whichServers} GROUP BY server
    ) AS seen ON seen.server = servers.host ORDER BY host`;
}

/** What is expected of most servers: one object for forty thousand. */
const nothing = Object.freeze({});

/** The server that was written as this row. */
export function standing(row: ServerRow): ServerStanding {
  return {
    host: row.host,
    role: row.role,
    ...(row.state === 'live' ? {} : { state: row.state }),
    ...(row.customer === null ? {} : { customer: row.customer }),
    ...(row.account === null ? {} : { account: row.account }),
    expect: row.expect === '{}' ? nothing : JSON.parse(row.expect),
    ...(row.objective === null ? {} : { objective: row.objective }),
    watchedSince: row.watched_since,
    consent: row.consent === '' ? consentBeforeSight[row.role] : row.consent,
  };
}

/** Until a proof was seen, a hosted server has peer manners. */
const consentBeforeSight = { hosted: 'unproven', peer: 'peer' } as const;
