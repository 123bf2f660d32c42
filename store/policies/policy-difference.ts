import { type PolicyEntry, type PolicyList, type Reading, subjectKey } from '../../model/policy.ts';
import { columnInstant } from '../engine/engine.ts';
import { type ChangeRow, type PolicyRow, policyRow } from './policy-row.ts';

/** The reading that a new one is compared with. */
export type Baseline = Pick<Reading, 'readAt' | 'mode'>;

/** What is written for a reading: changes that are told, and rows of what is known now. */
export interface Difference {
  readonly changes: readonly ChangeRow[];
  readonly rows: readonly PolicyRow[];
}

/**
 * What a list is compared with. `known`: rows of the observer and source that have not ended. `baseline`: absent, where this is the first published reading of the list.
 * `lastRead`: when the list of a row was read last before this reading, as a column holds it.
 */
export interface Known {
  readonly known: readonly PolicyRow[];
  readonly baseline?: Baseline;
  readonly lastRead: (row: PolicyRow) => string;
  readonly revision: number;
}

/**
 * What a readable list changes. It depends on what is stored and on the list alone, so that it comes out the same when it is worked out again.
 * Changes are told only where both readings were published under one mode; in every other case the rows follow the list in silence.
 */
export function difference(list: PolicyList, state: Known): Difference {
  const { reading } = list;
  const { known, baseline, lastRead, revision } = state;
  const own = known.filter((row) => isOfSameList(row, reading));
  const replaced = known.filter((row) => isReplaced(row, reading));
  const steps = [...arrivals(list, { own, replaced, revision }), ...departures(list, own)];
  const end = (row: PolicyRow) => endedRow(row, { reading, lastSeen: lastRead(row), revision });
  const leave = (row: PolicyRow) =>
    namesAll(reading) ? [end(row)] : unseenRow(row, { lastSeen: lastRead(row), revision });
  const listed = new Set(list.entries.map(({ subject }) => subjectKey(subject)));
  // A list that goes on where we stopped says nothing of whom it does not come to, in whatever way it was read before.
  const isOpen = (row: PolicyRow) => reading.truncated && !listed.has(row.subject);
  const whole = known.filter((row) => isWholeBefore(row, reading) && isOpen(row));
  const rows = [
    ...steps.flatMap(({ before, after }) => after ?? (before === undefined ? [] : leave(before))),
    ...replaced.flatMap((row) => (isOpen(row) ? leave(row) : [end(row)])),
    ...whole.flatMap(leave),
  ];
  const isPublished = reading.state === 'published';
  return { rows, changes: isPublished && baseline !== undefined ? told(steps, { reading, baseline }) : [] };
}

/**
 * Is whom a list does not name not rejected? A list that goes on where we stopped may name them further on. A server that federates with chosen peers only needs
 * no list of blocks, and lifts none by keeping it short.
 */
function namesAll({ source, mode, truncated }: Reading): boolean {
  return !truncated && (source !== 'api' || mode === 'open' || mode === 'unknown');
}

/** A subject on both sides of a difference; one of them may be absent, not both. */
interface Step {
  readonly before?: PolicyRow;
  readonly after?: PolicyRow;
}

interface Earlier {
  readonly own: readonly PolicyRow[];
  /** Rows of the same server that end with this reading, or stay open where it was cut off. */
  readonly replaced: readonly PolicyRow[];
  readonly revision: number;
}

/** Entries that are new, or not as they were. What was read in another way before was first seen then. */
function arrivals({ reading, entries }: PolicyList, { own, replaced, revision }: Earlier): readonly Step[] {
  const earlier = new Map(own.map((row) => [row.subject, row]));
  const elsewhere = new Map(replaced.map((row) => [row.subject, row]));
  return entries.flatMap((entry): readonly Step[] => {
    const before = earlier.get(subjectKey(entry.subject));
    if (before !== undefined && isSame(before, entry, reading)) return [];
    const after = policyRow(entry, reading, revision);
    const known = before ?? elsewhere.get(after.subject);
    if (known === undefined) return [{ after }];
    const since = { ...after, first_seen: columnInstant(known.first_seen), replayed: known.replayed };
    return [{ ...(before !== undefined && { before }), after: since }];
  });
}

function departures({ entries }: PolicyList, own: readonly PolicyRow[]): readonly Step[] {
  const stays = new Set(entries.map(({ subject }) => subjectKey(subject)));
  return own.filter(({ subject }) => !stays.has(subject)).map((before) => ({ before }));
}

/** The changes of two published readings; under another mode, that alone. */
function told(steps: readonly Step[], readings: Readings): readonly ChangeRow[] {
  if (isFlip(readings)) return [flip(readings)];
  return steps.flatMap((step) => {
    const kind = kindOf(step);
    const isLeft = kind === 'removed' && !namesAll(readings.reading);
    return kind === undefined || isLeft ? [] : [changeRow(kind, step, readings)];
  });
}

/** Undefined: only the reason is another, which is no change of a policy. */
function kindOf({ before, after }: Step): ChangeRow['kind'] | undefined {
  if (before === undefined) return 'added';
  if (after === undefined) return 'removed';
  const isOther = before.level !== after.level || before.native !== after.native;
  return isOther ? 'level-changed' : undefined;
}

interface Readings {
  readonly reading: Reading;
  readonly baseline: Baseline;
}

/** Did the server change with whom it federates? What is not known changes nothing. */
function isFlip({ reading: { mode }, baseline }: Readings): boolean {
  return baseline.mode !== mode && baseline.mode !== 'unknown' && mode !== 'unknown';
}

function isSame(
  row: PolicyRow,
  { level, native, reason = '', obfuscated, subject }: PolicyEntry,
  { covers }: Reading,
): boolean {
  return (
    row.last_seen === null &&
    row.level === level &&
    row.native === native &&
    row.reason === reason &&
    row.obfuscated === obfuscated &&
    row.covers === covers &&
    row.mask === (subject.kind === 'digest' ? (subject.mask ?? '') : '')
  );
}

function isOfSameList(row: PolicyRow, { origin, state }: Reading): boolean {
  return row.origin === origin && row.partial === (state === 'partial');
}

/** A server has one list of its own: when it changes its software, or publishes whole what it published in part, the older rows end. Lists of others stand side by side. */
function isReplaced(row: PolicyRow, { source, origin, state }: Reading): boolean {
  if (row.origin !== origin) return source === 'api';
  return row.partial && state === 'published';
}

/** Is it of the same list, read whole before it became too long for that? The next whole reading writes it again, or ends it. */
function isWholeBefore(row: PolicyRow, { origin, state }: Reading): boolean {
  return row.origin === origin && !row.partial && state === 'partial';
}

interface Ending {
  readonly reading: Reading;
  readonly lastSeen: string;
  readonly revision: number;
}

function endedRow(row: PolicyRow, { reading, lastSeen, revision }: Ending): PolicyRow {
  return {
    ...row,
    first_seen: columnInstant(row.first_seen),
    last_seen: row.last_seen === null ? lastSeen : columnInstant(row.last_seen),
    ended_at: columnInstant(reading.readAt),
    revision,
  };
}

/** A row that stands, although newer readings do not show it: they say nothing of it. Written once. */
function unseenRow(
  row: PolicyRow,
  { lastSeen, revision }: Pick<Ending, 'lastSeen' | 'revision'>,
): readonly PolicyRow[] {
  if (row.last_seen !== null) return [];
  return [{ ...row, first_seen: columnInstant(row.first_seen), last_seen: lastSeen, revision }];
}

function changeRow(
  kind: ChangeRow['kind'],
  { before, after }: Step,
  { reading, baseline }: Readings,
): ChangeRow {
  const either = after ?? before;
  return {
    observer: reading.observer,
    source: reading.source,
    origin: reading.origin,
    changed_at: columnInstant(reading.readAt),
    kind,
    subject: either?.subject ?? '',
    subject_kind: either?.subject_kind ?? 'none',
    mask: either?.mask ?? '',
    level_before: before?.level ?? '',
    level_after: after?.level ?? '',
    native_before: before?.native ?? '',
    native_after: after?.native ?? '',
    reason: either?.reason ?? '',
    covers: reading.covers,
    previous_at: columnInstant(baseline.readAt),
    replayed: reading.replayed,
  };
}

function flip(readings: Readings): ChangeRow {
  const row = changeRow('mode-changed', {}, readings);
  return { ...row, native_before: readings.baseline.mode, native_after: readings.reading.mode };
}
