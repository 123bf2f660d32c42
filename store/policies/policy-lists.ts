import type { Clock } from '../../model/clock.ts';
import type { PolicyEntry, PolicyList, Reading } from '../../model/policy.ts';
import { columnInstant, type Engine, jsonLines } from '../engine/engine.ts';
import { presentEnd } from '../engine/present.ts';
import { knownLists } from './known-lists.ts';
import { completeSubjects } from './policies-by-subject.ts';
import { type Baseline, difference } from './policy-difference.ts';
import {
  type ChangeRow,
  changeColumns,
  type PolicyRow,
  policyColumns,
  type ReadingRow,
  readingColumns,
  readingRow,
} from './policy-row.ts';

/** Entries whose lists are worked out before something is written. */
const chunkEntries = 40_000;

/** Lists as a segment carries them: a line each, the reading first, so that the entries of one list at a time are parsed. */
export function encodeLists(lists: readonly PolicyList[]): Buffer {
  const line = ({ reading, entries }: PolicyList) =>
    `${JSON.stringify(reading)}\t${JSON.stringify(entries)}\n`;
  return Buffer.from(lists.map(line).join('').toWellFormed());
}

/** A list whose entries are still text. */
interface WaitingList {
  readonly reading: Reading;
  readonly entries: Buffer;
}

/**
 * Takes lists in: what they change, then what is known now, then the readings, which say that the rest is there. It is worked out from what is stored,
 * so a repetition after a kill finds the same, or nothing left to do.
 */
export async function storeLists(engine: Engine, clock: Clock, body: Buffer): Promise<void> {
  for (const chunk of chunks(body)) await storeChunk(engine, chunk, presentEnd(clock));
}

/** Lists in turn; no two of one observer and source together, as the second builds on the first. */
function* chunks(body: Buffer): Iterable<readonly WaitingList[]> {
  let chunk: WaitingList[] = [];
  let size = 0;
  const seen = new Set<string>();
  for (const list of linesOf(body)) {
    const key = keyOf(list.reading);
    if (size >= chunkEntries || seen.has(key)) {
      yield chunk;
      chunk = [];
      size = 0;
      seen.clear();
    }
    chunk.push(list);
    size += list.reading.entries;
    seen.add(key);
  }
  if (chunk.length > 0) yield chunk;
}

function* linesOf(body: Buffer): Iterable<WaitingList> {
  for (let from = 0; from < body.length; ) {
    const end = body.indexOf('\n', from);
    const tab = body.indexOf('\t', from);
    // The segment's checksum says that these are our own bytes; older ones do not tell whether a list was replayed, and count as read live.
    const written: Omit<Reading, 'replayed'> = JSON.parse(body.toString('utf8', from, tab));
    const reading: Reading = { replayed: false, ...written };
    yield { reading, entries: body.subarray(tab + 1, end) };
    from = end + 1;
  }
}

/** `until`: the end of the present, as a column takes it. */
async function storeChunk(engine: Engine, chunk: readonly WaitingList[], until: string): Promise<void> {
  const earlier = await newestReadings(engine, chunk);
  const before = ({ reading }: WaitingList) => earlier.get(keyOf(reading)) ?? [];
  const news = chunk.filter((list) => isNews(list.reading, before(list), until));
  const known = await knownLists(
    engine,
    news.map(({ reading }) => reading),
  );
  const revisionOf = (list: WaitingList) => revision(list.reading, before(list), until);
  await completeSubjects(
    engine,
    news.map((list) => ({ ...list.reading, revision: revisionOf(list) })),
  );
  const changes: ChangeRow[] = [];
  const rows: PolicyRow[] = [];
  for (const list of news) {
    const { reading } = list;
    // Our own bytes, as above.
    const entries: readonly PolicyEntry[] = JSON.parse(list.entries.toString('utf8'));
    const baseline = baselineOf(reading, before(list));
    const state = {
      known: known(reading),
      lastRead: (row: PolicyRow) => lastReadOf(row, before(list)),
      revision: revisionOf(list),
      ...(baseline !== undefined && { baseline }),
    };
    const found = difference({ reading, entries }, state);
    changes.push(...found.changes);
    rows.push(...found.rows);
  }
  const readings = chunk.map((list) => readingRow(list.reading, revisionOf(list)));
  await insert(engine, { table: 'policy_changes', columns: changeColumns, rows: changes });
  await insert(engine, { table: 'policies', columns: policyColumns, rows });
  await insert(engine, { table: 'policy_readings', columns: readingColumns, rows: readings });
}

async function insert(
  engine: Engine,
  {
    rows,
    ...into
  }: {
    readonly table: string;
    readonly columns: readonly string[];
    readonly rows: readonly object[];
  },
): Promise<void> {
  if (rows.length > 0) await engine.insert({ ...into, body: jsonLines(rows) });
}

function keyOf({ observer, source }: Pick<Reading, 'observer' | 'source'>): string {
  return `${observer} ${source}`;
}

/** The newest reading of each state of every list of the observers. */
async function newestReadings(
  engine: Engine,
  chunk: readonly WaitingList[],
): Promise<ReadonlyMap<string, readonly ReadingRow[]>> {
  const rows = await engine.rows<ReadingRow>({
    sql: `SELECT ${readingColumns.join(', ')} FROM newest_readings FINAL WHERE observer IN {observers:Array(String)}`,
    parameters: { observers: chunk.map(({ reading }) => reading.observer) },
  });
  return Map.groupBy(rows, keyOf);
}

/**
 * Above all that was written of the list before. That of a reading which was stored before stays, so that a repetition after a kill is the same row; one that a
 * later one of its state was stored after stays below that, so that the repetition does not pass for the newest.
 */
function revision({ origin, state, readAt }: Reading, before: readonly ReadingRow[], until: string): number {
  const at = columnInstant(readAt);
  const last = before.find((row) => row.origin === origin && row.state === state);
  const lastAt = last === undefined ? '' : columnInstant(last.read_at);
  if (last !== undefined && lastAt === at) return last.revision;
  if (lastAt > at && lastAt <= until) return Date.parse(readAt);
  return Math.max(Date.parse(readAt), 1 + newest(before));
}

function newest(rows: readonly ReadingRow[]): number {
  return Math.max(0, ...rows.map((row) => row.revision));
}

function isReadable({ state }: Pick<Reading, 'state'>): boolean {
  return state === 'published' || state === 'partial';
}

/** Can the reading change what is known? Not without entries to read, not when a later one was there before, and not when it is the one before again. */
function isNews(reading: Reading, before: readonly ReadingRow[], until: string): boolean {
  if (!isReadable(reading)) return false;
  const readable = before.filter(isReadable);
  const readAt = columnInstant(reading.readAt);
  // What is dated in the future was written under a clock that was ahead.
  const isLate = ({ origin, read_at: at }: ReadingRow) =>
    origin === reading.origin && columnInstant(at) >= readAt && columnInstant(at) <= until;
  if (readable.some(isLate)) return false;
  const last = readable.toSorted((a, b) => b.revision - a.revision)[0];
  return last === undefined || !isEqual(last, reading);
}

/** One that goes on and one that was read to its end are not equal, though they have the same entries: the second says that there are no others. */
function isEqual(last: ReadingRow, { origin, state, mode, truncated, covers, digest }: Reading): boolean {
  return (
    last.origin === origin &&
    last.state === state &&
    last.mode === mode &&
    last.truncated === truncated &&
    last.covers === covers &&
    last.digest === digest
  );
}

/** The newest reading of the list that a row stands on: until it is rewritten, the row was there. */
function lastReadOf(
  { origin, partial, first_seen: firstSeen }: PolicyRow,
  before: readonly ReadingRow[],
): string {
  const state = partial ? 'partial' : 'published';
  const last = before.find((row) => row.origin === origin && row.state === state);
  return columnInstant(last?.read_at ?? firstSeen);
}

/**
 * The published reading that the same list had before. A server has one list of its own: once it was read in another way, the rows of the earlier
 * one have ended, and to compare with it would tell every entry as a new one.
 */
function baselineOf({ origin, source }: Reading, before: readonly ReadingRow[]): Baseline | undefined {
  const last = before.find((row) => row.origin === origin && row.state === 'published');
  if (last === undefined) return undefined;
  const isReplaced = before.some(
    (row) => isReadable(row) && row.origin !== origin && row.revision > last.revision,
  );
  return source === 'api' && isReplaced ? undefined : { readAt: last.read_at, mode: last.mode };
}
