import type { Engine } from '../store/engine.ts';

/** What the goals are about. */
export const fullServers = 20_000;
export const entriesEach = 500;
/** How many servers the year is made of here. */
export const serversOfYear = 2_000;
/** One entry of a hundred is another every day. */
const changedEach = entriesEach / 100;
const daysOfMonth = 30;
/** Names that are on lists. */
const names = 40_009;

/** The name at a place of a server's list, as the statements below make it. */
export function subjectOf(server: number, entry: number): string {
  return `n${(entry * 37 + server * 101) % names}.spam${((entry * 37 + server * 101) % names) % 313}.net`;
}

const place = '((entry * 37 + server * 101) % 40009)';
const subject = `concat('n', toString(${place}), '.spam', toString(${place} % 313), '.net')`;
const observer = "concat('social', toString(server), '.network', toString(server % 977), '.org')";
const key = `${observer} AS observer, 'api' AS source, 'mastodon' AS origin`;

/** Servers by number. */
interface Servers {
  readonly first: number;
  readonly count: number;
}

const some: Servers = { first: 0, count: serversOfYear };
const others: Servers = { first: serversOfYear, count: fullServers - serversOfYear };

/** Makes what is known in the first or up to the given month, by the engine itself: policies that stand, those that ended, changes and readings. Returns how many policies there are. */
export async function fillYear(engine: Engine, upTo: number): Promise<number> {
  if (upTo === 1) await engine.command(standing(some));
  for (let month = upTo === 1 ? 0 : 1; month < upTo; month += 1) {
    for (const statement of [ended(month, some), changes(month), readings(month)])
      await engine.command(statement);
  }
  return merged(engine, [
    ...['policies', 'policies_by_subject', 'policy_changes', 'policy_readings'],
    ...['newest_readings', 'first_readings'],
  ]);
}

/** Adds the policies of all other servers, those that stand and those that ended in the year. Returns how many policies there are. */
export async function fillOthers(engine: Engine): Promise<number> {
  await engine.command(standing(others));
  for (let month = 0; month < 12; month += 1) await engine.command(ended(month, others));
  return merged(engine, ['policies', 'policies_by_subject']);
}

/** What time does by itself: everything that was written is merged. */
async function merged(engine: Engine, tables: readonly string[]): Promise<number> {
  for (const table of tables) await engine.command(`OPTIMIZE TABLE ${table} FINAL`);
  const [row] = await engine.rows<{ readonly count: number }>({
    sql: 'SELECT count() AS count FROM policies',
  });
  return row?.count ?? 0;
}

const words = `'host' AS subject_kind, '' AS mask, if(entry % 4 = 0, 'limit', 'reject') AS level, if(entry % 4 = 0, 'silence', 'suspend') AS native,
  if(entry % 3 = 0, 'spam and harassment, see our rules', '') AS reason, false AS obfuscated, 'subdomains' AS covers`;
const columns =
  'observer, source, origin, partial, subject, subject_kind, mask, level, native, reason, obfuscated, covers, first_seen, last_seen, ended_at, revision';

const standing = ({ first, count }: Servers) => `INSERT INTO policies (${columns})
  SELECT ${key}, false AS partial, ${subject} AS subject, ${words}, toDateTime64('2025-01-01 00:00:00', 3, 'UTC') AS first_seen,
    NULL AS last_seen, NULL AS ended_at, 1735689600000 AS revision
  FROM (SELECT ${first} + intDiv(number, ${entriesEach}) AS server, number % ${entriesEach} AS entry FROM numbers(${count * entriesEach}))`;

/** Rows of a month: each day some entries of each server come, those of the day before end. */
function daily(month: number, { first, count }: Servers): string {
  const each = daysOfMonth * changedEach;
  return `(SELECT ${first} + intDiv(number, ${each}) AS server, intDiv(number % ${each}, ${changedEach}) + ${month * daysOfMonth} AS day,
    ${entriesEach} + day * ${changedEach} + number % ${changedEach} AS entry,
    toDateTime64('2025-01-01 00:00:00', 3, 'UTC') + toIntervalDay(day) + toIntervalSecond(server) AS at
    FROM numbers(${count * each}))`;
}

function ended(month: number, servers: Servers): string {
  return `INSERT INTO policies (${columns}) SELECT ${key}, false AS partial, ${subject} AS subject, ${words}, at AS first_seen,
    at AS last_seen, at + toIntervalDay(1) AS ended_at, toUnixTimestamp64Milli(at) AS revision FROM ${daily(month, servers)}`;
}

/** An entry that comes is one change, that it ends is another. */
function changes(month: number): string {
  return `INSERT INTO policy_changes (observer, source, origin, changed_at, kind, subject, subject_kind, mask, level_before, level_after,
      native_before, native_after, reason, covers, previous_at)
    SELECT ${key}, at AS changed_at, kind, ${subject} AS subject, 'host' AS subject_kind, '' AS mask,
      if(kind = 'added', '', 'reject') AS level_before, if(kind = 'added', 'reject', '') AS level_after,
      if(kind = 'added', '', 'suspend') AS native_before, if(kind = 'added', 'suspend', '') AS native_after,
      if(entry % 3 = 0, 'spam and harassment, see our rules', '') AS reason, 'subdomains' AS covers, at - toIntervalDay(1) AS previous_at
    FROM ${daily(month, some)} ARRAY JOIN ['added', 'removed'] AS kind`;
}

function readings(month: number): string {
  return `INSERT INTO policy_readings (observer, source, origin, read_at, state, mode, entries, refused, truncated, covers, digest, revision)
    SELECT ${key}, at AS read_at, 'published' AS state, 'open' AS mode, ${entriesEach} AS entries, '{}' AS refused, false AS truncated,
      'subdomains' AS covers, lower(hex(sipHash128(server, day))) AS digest, toUnixTimestamp64Milli(at) AS revision
    FROM ${daily(month, some)} WHERE entry % ${changedEach} = 0`;
}
