import type { Host } from '../../model/host.ts';
import {
  type KnownPolicy,
  type PolicyChange,
  type PolicyEntry,
  type PolicyLevel,
  type PolicySubject,
  type Reading,
  subjectKey,
} from '../../model/policy.ts';
import { columnInstant } from '../engine/engine.ts';

/** A reading as its table holds it. `revision`: higher than that of every earlier reading of the observer and source. */
export interface ReadingRow {
  readonly observer: Host;
  readonly source: Reading['source'];
  readonly origin: string;
  readonly read_at: string;
  readonly state: Reading['state'];
  readonly mode: Reading['mode'];
  readonly entries: number;
  /** JSON. */
  readonly refused: string;
  readonly truncated: boolean;
  readonly covers: Reading['covers'];
  readonly digest: string;
  readonly revision: number;
  readonly replayed: boolean;
}

export const readingColumns = [
  ...(['observer', 'source', 'origin', 'read_at', 'state', 'mode', 'entries', 'refused'] as const),
  ...(['truncated', 'covers', 'digest', 'revision', 'replayed'] as const),
] as const satisfies readonly (keyof ReadingRow)[];

/** @throws {RangeError} when the instant is none: a bug of ours. */
export function readingRow(reading: Reading, revision: number): ReadingRow {
  const { readAt, refused, ...rest } = reading;
  return { ...rest, read_at: columnInstant(readAt), refused: JSON.stringify(refused), revision };
}

/** The reading that was written as this row. */
export function readingOf({ read_at: readAt, refused, revision: _, ...rest }: ReadingRow): Reading {
  return { ...rest, readAt, refused: JSON.parse(refused) };
}

/** A policy as its tables hold it. `last_seen`: written when it ends, or when newer readings say nothing of it any more; until then it is the newest reading of its list. */
export interface PolicyRow {
  readonly observer: Host;
  readonly source: Reading['source'];
  readonly origin: string;
  readonly partial: boolean;
  readonly subject: string;
  readonly subject_kind: PolicySubject['kind'];
  readonly mask: string;
  readonly level: PolicyLevel;
  readonly native: string;
  readonly reason: string;
  readonly obfuscated: boolean;
  readonly covers: Reading['covers'];
  readonly first_seen: string;
  readonly last_seen: string | null;
  readonly ended_at: string | null;
  readonly revision: number;
  /** Whether the reading of `first_seen` was. */
  readonly replayed: boolean;
}

export const policyColumns = [
  ...([
    'observer',
    'source',
    'origin',
    'partial',
    'subject',
    'subject_kind',
    'mask',
    'level',
    'native',
  ] as const),
  ...([
    'reason',
    'obfuscated',
    'covers',
    'first_seen',
    'last_seen',
    'ended_at',
    'revision',
    'replayed',
  ] as const),
] as const satisfies readonly (keyof PolicyRow)[];

/** An entry that was not there before. */
export function policyRow(entry: PolicyEntry, reading: Reading, revision: number): PolicyRow {
  const { subject } = entry;
  return {
    observer: reading.observer,
    source: reading.source,
    origin: reading.origin,
    partial: reading.state === 'partial',
    subject: subjectKey(subject),
    subject_kind: subject.kind,
    mask: subject.kind === 'digest' ? (subject.mask ?? '') : '',
    level: entry.level,
    native: entry.native,
    reason: entry.reason ?? '',
    obfuscated: entry.obfuscated,
    covers: reading.covers,
    first_seen: columnInstant(reading.readAt),
    last_seen: null,
    ended_at: null,
    revision,
    replayed: reading.replayed,
  };
}

/** The policy that was written as this row. `lastSeen`: the newest reading of its list. */
export function policyOf(row: PolicyRow, lastSeen: string): KnownPolicy {
  return {
    observer: row.observer,
    source: row.source,
    origin: row.origin,
    partial: row.partial,
    subject: subjectOf(row),
    level: row.level,
    native: row.native,
    ...(row.reason !== '' && { reason: row.reason }),
    obfuscated: row.obfuscated,
    covers: row.covers,
    firstSeen: row.first_seen,
    replayed: row.replayed,
    lastSeen: row.last_seen ?? lastSeen,
    ...(row.last_seen !== null && row.ended_at === null && { unseen: true }),
    ...(row.ended_at !== null && { endedAt: row.ended_at }),
  };
}

function subjectOf({
  subject,
  subject_kind: kind,
  mask,
}: Pick<PolicyRow, 'subject' | 'subject_kind' | 'mask'>): PolicySubject {
  if (kind === 'pattern') return { kind, pattern: subject };
  // It was a host when it was written.
  if (kind === 'host') return { kind, host: subject as Host };
  const sha256 = subject.startsWith('sha256:') ? subject.slice('sha256:'.length) : '';
  return { kind, sha256, ...(mask !== '' && { mask }) };
}

/** A change as its table holds it. Levels of `mode-changed` are empty, and its native words are the modes. */
export interface ChangeRow {
  readonly observer: Host;
  readonly source: Reading['source'];
  readonly origin: string;
  readonly changed_at: string;
  readonly kind: PolicyChange['kind'];
  readonly subject: string;
  readonly subject_kind: PolicySubject['kind'] | 'none';
  readonly mask: string;
  readonly level_before: PolicyLevel | '';
  readonly level_after: PolicyLevel | '';
  readonly native_before: string;
  readonly native_after: string;
  readonly reason: string;
  readonly covers: Reading['covers'];
  readonly previous_at: string;
  readonly replayed: boolean;
}

export const changeColumns = [
  ...(['observer', 'source', 'origin', 'changed_at', 'kind', 'subject', 'subject_kind', 'mask'] as const),
  ...([
    'level_before',
    'level_after',
    'native_before',
    'native_after',
    'reason',
    'covers',
    'previous_at',
    'replayed',
  ] as const),
] as const satisfies readonly (keyof ChangeRow)[];

/** The change that was written as this row. */
export function changeOf(row: ChangeRow): PolicyChange {
  const { observer, source, origin, kind, previous_at: previousAt, changed_at: changedAt, replayed } = row;
  const base = { observer, source, origin, kind, previousAt, changedAt, replayed };
  if (row.subject_kind === 'none')
    // Modes are all that is ever written there for such a row.
    return {
      ...base,
      modeBefore: row.native_before as Reading['mode'],
      modeAfter: row.native_after as Reading['mode'],
    };
  return {
    ...base,
    subject: subjectOf({ ...row, subject_kind: row.subject_kind }),
    ...(row.level_before !== '' && { before: { level: row.level_before, native: row.native_before } }),
    ...(row.level_after !== '' && { after: { level: row.level_after, native: row.native_after } }),
    ...(row.reason !== '' && { reason: row.reason }),
  };
}
