import type { Engine } from '../../store/engine/engine.ts';
import type { Progress } from './progress.ts';
import { entriesEach } from './size.ts';

/** One entry of a hundred is another every day. */
const changedEach = entriesEach / 100;
const daysOfMonth = 30;
/** Months of a year, of thirty days each. */
export const monthsOfYear = 12;
/** Names that are on lists. */
const names = 40_009;
/** The name that is on every list. */
export const everywhere = 'n0.everywhere.net';

/** The name at a place of a server's list, as the statements below make it. */
export function subjectOf(server: number, entry: number): string {
  return `n${(entry * 37 + server * 101) % names}.spam${((entry * 37 + server * 101) % names) % 313}.net`;
}

const dayMs = 86_400_000;
/** The year ends today: what is older than it may be is removed when parts are merged. */
const beganMs = Math.floor(Date.now() / dayMs - monthsOfYear * daysOfMonth) * dayMs;
const began = `toDateTime64(${beganMs / 1_000}, 3, 'UTC')`;

const place = `((entry * 37 + server * 101) % ${names})`;
const subject = `if(entry = 0, '${everywhere}', concat('n', toString(${place}), '.spam', toString(${place} % 313), '.net'))`;
const observer = "concat('social', toString(server), '.network', toString(server % 977), '.org')";
const key = `${observer} AS observer, 'api' AS source, 'mastodon' AS origin`;

/** Servers by number, `to` exclusive. */
interface Servers {
  readonly from: number;
  readonly to: number;
}

/** So many at once: the engine has a gigabyte for everything. */
const serversAtOnce = 1_000;
const bounds = 'SETTINGS max_threads = 2, max_insert_threads = 1, max_execution_time = 0';

/** Servers in groups that fit into the engine's memory. */
function* groups(servers: number): Iterable<Servers> {
  for (let from = 0; from < servers; from += serversAtOnce)
    yield { from, to: Math.min(servers, from + serversAtOnce) };
}

/** Makes the lists of the first day, by the engine itself. */
export async function fillStanding(engine: Engine, servers: number, progress: Progress): Promise<void> {
  for (const some of groups(servers)) {
    progress.at('standing', some.from / servers);
    await engine.command(standing(some));
  }
}

/** Makes what some months add: policies that ended, changes and readings. Resolves with how many policies there are, all written parts merged. */
export async function fillMonths(
  engine: Engine,
  servers: number,
  { from, to, progress }: { readonly from: number; readonly to: number; readonly progress: Progress },
): Promise<number> {
  for (let month = from; month < to; month += 1) {
    for (const some of groups(servers)) {
      progress.at('months', (month + some.from / servers) / monthsOfYear);
      for (const statement of [ended(month, some), changes(month, some), readings(month, some)])
        await engine.command(statement);
    }
  }
  await merged(engine, [
    ...['policies', 'policies_by_subject', 'policy_changes', 'policy_readings'],
    ...['newest_readings', 'first_readings'],
  ]);
  const [row] = await engine.rows<{ readonly count: number }>({
    sql: 'SELECT count() AS count FROM policies',
  });
  return row?.count ?? 0;
}

/** Watches all servers that publish a list, and as many whose names may be on lists. */
export async function fillWatched(engine: Engine, servers: number): Promise<void> {
  const named = `concat('n', toString(server), '.spam', toString(server % 313), '.net')`;
  for (const host of [observer, named])
    await engine.command(`INSERT INTO servers (host, role, expect, watched_since, updated_at)
      SELECT ${host}, 'peer', '{}', ${began}, ${began} FROM (SELECT number AS server FROM numbers(${servers}))`);
}

/** What time does by itself: everything that was written is merged. */
export async function merged(engine: Engine, tables: readonly string[]): Promise<void> {
  for (const table of tables) await engine.command(`OPTIMIZE TABLE ${table} FINAL`);
}

const words = `'host' AS subject_kind, '' AS mask, if(entry % 4 = 0, 'limit', 'reject') AS level, if(entry % 4 = 0, 'silence', 'suspend') AS native,
  if(entry % 3 = 0, 'spam and harassment, see our rules', '') AS reason, false AS obfuscated, 'subdomains' AS covers`;
const columns =
  'observer, source, origin, partial, subject, subject_kind, mask, level, native, reason, obfuscated, covers, first_seen, last_seen, ended_at, revision';

const standing = ({ from, to }: Servers) => `INSERT INTO policies (${columns})
  SELECT ${key}, false AS partial, ${subject} AS subject, ${words}, ${began} AS first_seen,
    NULL AS last_seen, NULL AS ended_at, ${beganMs} AS revision
  FROM (SELECT ${from} + intDiv(number, ${entriesEach}) AS server, number % ${entriesEach} AS entry FROM numbers(${(to - from) * entriesEach}))
  ${bounds}`;

/** Rows of a month: each day some entries of each server come, those of the day before end. */
function daily(month: number, { from, to }: Servers): string {
  const each = daysOfMonth * changedEach;
  return `(SELECT ${from} + intDiv(number, ${each}) AS server, intDiv(number % ${each}, ${changedEach}) + ${month * daysOfMonth} AS day,
    ${entriesEach} + day * ${changedEach} + number % ${changedEach} AS entry,
    ${began} + toIntervalDay(day) + toIntervalSecond(server) AS at
    FROM numbers(${(to - from) * each}))`;
}

function ended(month: number, servers: Servers): string {
  return `INSERT INTO policies (${columns}) SELECT ${key}, false AS partial, ${subject} AS subject, ${words}, at AS first_seen,
    at AS last_seen, at + toIntervalDay(1) AS ended_at, toUnixTimestamp64Milli(at) AS revision FROM ${daily(month, servers)} ${bounds}`;
}

/** An entry that comes is one change, that it ends is another. */
function changes(month: number, servers: Servers): string {
  return `INSERT INTO policy_changes (observer, source, origin, changed_at, kind, subject, subject_kind, mask, level_before, level_after,
      native_before, native_after, reason, covers, previous_at)
    SELECT ${key}, at AS changed_at, kind, ${subject} AS subject, 'host' AS subject_kind, '' AS mask,
      if(kind = 'added', '', 'reject') AS level_before, if(kind = 'added', 'reject', '') AS level_after,
      if(kind = 'added', '', 'suspend') AS native_before, if(kind = 'added', 'suspend', '') AS native_after,
      if(entry % 3 = 0, 'spam and harassment, see our rules', '') AS reason, 'subdomains' AS covers, at - toIntervalDay(1) AS previous_at
    FROM ${daily(month, servers)} ARRAY JOIN ['added', 'removed'] AS kind ${bounds}`;
}

function readings(month: number, servers: Servers): string {
  return `INSERT INTO policy_readings (observer, source, origin, read_at, state, mode, entries, refused, truncated, covers, digest, revision)
    SELECT ${key}, at AS read_at, 'published' AS state, 'open' AS mode, ${entriesEach} AS entries, '{}' AS refused, false AS truncated,
      'subdomains' AS covers, lower(hex(sipHash128(server, day))) AS digest, toUnixTimestamp64Milli(at) AS revision
    FROM ${daily(month, servers)} WHERE entry % ${changedEach} = 0 ${bounds}`;
}
