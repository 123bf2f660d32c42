import type { Host } from '../model/host.ts';
import { domainDigest } from '../model/masking.ts';
import type { Engine } from './engine/engine.ts';

/** How many rows of a table went. */
export interface Removed {
  readonly table: string;
  readonly rows: number;
}

const ofServer = (host: Host) => `server = '${host}'`;
const ofObserver = (host: Host) => `observer = '${host}'`;
const ofEitherSide = (host: Host) =>
  `observer = '${host}' OR subject IN ('${host}', '*.${host}', '*${host}', 'sha256:${domainDigest(host)}')`;

/** JSON in which the host is a whole text, whatever it is the name of. */
const inJson = (column: string) => (host: Host) => `position(${column}, '"${host}"') > 0`;

/** Of a server, or of another one about it. */
const ofFindings = (host: Host) => `${ofServer(host)} OR ${inJson('labels')(host)}`;

/** Every table with rows of a host, and which they are. Observations say whose evidence is, lists whose rows are: so these go last. */
export const hostTables: Readonly<Record<string, (host: Host) => string>> = {
  evidence: (host) => `kept_sha256 IN (${evidenceOf(host)})`,
  observations: ofServer,
  latest: ofServer,
  compared: ofServer,
  visits_by_point: ofServer,
  answers: ofServer,
  schedule: ofServer,
  findings: ofFindings,
  current_findings: ofFindings,
  deploys: ofServer,
  alerts: inJson('followed'),
  alert_changes: inJson('followed'),
  stated_sizes: ofServer,
  stated_sizes_by_month: ofServer,
  network_tally: (host) => `host = '${host}' OR other = '${host}'`,
  servers: (host) => `host = '${host}'`,
  hosted_servers: (host) => `host = '${host}'`,
  policy_readings: ofObserver,
  newest_readings: ofObserver,
  first_readings: ofObserver,
  policies: ofEitherSide,
  policies_by_subject: ofEitherSide,
  policy_changes: ofEitherSide,
  list_rows: (host) => `host = '${host}' OR name IN (SELECT name FROM lists WHERE publisher = '${host}')`,
  lists: (host) => `publisher = '${host}'`,
  offer_visits: (host) => `domain(url) = '${host}'`,
};

/** Tables without rows of one host. Fields of reviews are erased by the writer of their log, subjects of acts by `forgetInActs`; incidents name their alerts by hashes, work is counted at all servers together. */
export const hostlessTables: readonly string[] = [
  'acts',
  'incidents',
  'reviews',
  'schema_migrations',
  'work_by_point',
  'write_trials',
];

/** Removes what is stored of a host. Resolves with what went, when it is gone from every later read; its bytes leave the disk within minutes. */
export async function forgetHost(engine: Engine, host: Host): Promise<readonly Removed[]> {
  // A statement that removes takes no parameters; a host has nothing that ends a text, and this is where it matters.
  if (!/^[a-z0-9.-]+$/.test(host)) throw new RangeError(`no host: ${host}`);
  const removed: Removed[] = [];
  for (const [table, which] of Object.entries(hostTables)) {
    const rows = await remove(engine, table, which(host));
    if (rows > 0) removed.push({ table, rows });
  }
  return removed;
}

/** Removes rows. Resolves with how many there were. */
export async function remove(engine: Engine, table: string, where: string): Promise<number> {
  const sql = `SELECT count() AS rows FROM ${table} WHERE ${where}`;
  const [found] = await engine.rows<{ readonly rows: number }>({ sql, heavy: true });
  const rows = found?.rows ?? 0;
  if (rows > 0)
    await engine.command(`ALTER TABLE ${table} DELETE WHERE ${where} SETTINGS mutations_sync = 2`);
  return rows;
}

const hashes = `arrayJoin(extractAll(exchanges, '"keptSha256":"([0-9a-f]{64})"'))`;

/** Hashes of evidence that exchanges of this host point to, and of nobody else. */
function evidenceOf(host: Host): string {
  return `SELECT ${hashes} AS hash FROM observations WHERE server = '${host}' AND hash NOT IN (
    SELECT ${hashes} FROM observations WHERE server != '${host}')`;
}
