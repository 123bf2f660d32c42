import type { Clock } from '../model/clock.ts';
import { instant } from '../model/clock.ts';
import type { Host } from '../model/host.ts';
import type { Consent } from '../model/observation.ts';
import type { ServerStanding, WatchedServer } from '../model/server.ts';
import { columnInstant, type Engine, jsonLines } from './engine.ts';

/** A server as its table holds it, with the consent of its newest observation. */
export interface ServerRow {
  readonly host: Host;
  readonly role: WatchedServer['role'];
  readonly customer: string | null;
  readonly account: string | null;
  /** JSON. */
  readonly expect: string;
  readonly watched_since: string;
  /** Empty: never observed. */
  readonly consent: Consent | '';
}

const columns = ['host', 'role', 'customer', 'account', 'expect', 'watched_since', 'updated_at'] as const;

/** Makes servers known, or replaces what is known of them; `watchedSince` stays as it was first. */
export async function enrol(engine: Engine, clock: Clock, servers: readonly WatchedServer[]): Promise<void> {
  if (servers.length === 0) return;
  const known = await engine.rows<Pick<ServerRow, 'host' | 'watched_since'>>({
    sql: 'SELECT host, watched_since FROM servers FINAL',
  });
  const since = new Map(known.map((row) => [row.host, row.watched_since]));
  const updated_at = columnInstant(instant(clock.now()));
  const rows = servers.map((server) => ({ ...serverRow(server, since.get(server.host)), updated_at }));
  await engine.insert({ table: 'servers', columns, body: jsonLines(rows) });
}

function serverRow(server: WatchedServer, watchedSince: string | undefined): Omit<ServerRow, 'consent'> {
  return {
    host: server.host,
    role: server.role,
    customer: server.customer ?? null,
    account: server.account ?? null,
    expect: JSON.stringify(server.expect),
    watched_since: columnInstant(watchedSince ?? server.watchedSince),
  };
}

/** Everyone who is enrolled, by host, with the consent of the newest observation that was made. */
export async function standings(engine: Engine): Promise<readonly ServerStanding[]> {
  const rows = await engine.rows<ServerRow>({
    sql: `SELECT host, role, customer, account, expect, watched_since, toString(seen.consent) AS consent
      FROM servers FINAL LEFT JOIN (
        SELECT server, argMax(toString(latest.consent), rank) AS consent FROM latest FINAL GROUP BY server
      ) AS seen ON seen.server = servers.host ORDER BY host`,
    heavy: true,
  });
  return rows.map(standing);
}

/** The server that was written as this row. */
export function standing(row: ServerRow): ServerStanding {
  return {
    host: row.host,
    role: row.role,
    ...(row.customer === null ? {} : { customer: row.customer }),
    ...(row.account === null ? {} : { account: row.account }),
    expect: JSON.parse(row.expect),
    watchedSince: row.watched_since,
    consent: row.consent === '' ? consentBeforeSight[row.role] : row.consent,
  };
}

/** Until a proof was seen, a hosted server has peer manners. */
const consentBeforeSight = { hosted: 'unproven', peer: 'peer' } as const;
