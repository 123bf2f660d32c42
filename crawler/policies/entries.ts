import { createHash } from 'node:crypto';
import {
  type PolicyEntry,
  type PolicyLevel,
  policyLevels,
  type RowRefusal,
  subjectKey,
} from '../../model/policy.ts';
import { searched, storableReason } from './reason.ts';
import type { ReadSubject } from './subject.ts';
import type { Turns } from './turns.ts';

/** What a row says beside its subject. `reason`: as sent. */
export interface RowWords {
  readonly level: PolicyLevel;
  readonly native: string;
  readonly reason?: unknown;
  readonly obfuscated?: boolean;
}

/** A row: whom it is about, and what it says of them. Undefined: it is blank. */
export type ReadRow = readonly [ReadSubject, RowWords] | undefined;

/** What became of the rows of a list. `truncated`: there were more than we keep. */
export interface Entries {
  readonly entries: readonly PolicyEntry[];
  readonly refused: Readonly<Partial<Record<RowRefusal, number>>>;
  readonly truncated: boolean;
}

/** Most entries that are kept of one list: the largest known ones have some ten thousand. */
export const maxEntries = 50_000;
/** Most rows that are looked at. */
export const maxRows = 100_000;
const maxNative = 100;

/** Takes rows and keeps one entry a subject, within our caps. */
export class EntryCollector {
  readonly #entries = new Map<string, PolicyEntry>();
  /** What is kept of a reason: many rows have the same, and a list may give a thousand names one of four thousand characters. */
  readonly #reasons = new Map<string, string | undefined>();
  readonly #refused: Partial<Record<RowRefusal, number>> = {};
  #rows = 0;
  /** Characters of reasons that were searched for people. */
  #searched = 0;
  #truncated = false;

  get size(): number {
    return this.#entries.size;
  }

  /** Takes a row. False: enough, further rows are not looked at. */
  add(read: ReadSubject, words: RowWords): boolean {
    if (!this.#hasRoom()) return false;
    this.#take(read, words);
    return true;
  }

  /**
   * Takes rows, as `read` tells them, until there are enough. Others have their turn in between; what only costs time, such as blank rows, counts like any.
   * @throws {ProbeFailure} when the visit ends before the rows do.
   */
  takeAll<Row>(rows: Iterable<Row>, turns: Turns, read: (row: Row) => ReadRow): Promise<void> {
    return turns.each(rows, (row) => {
      if (!this.#hasRoom()) return undefined;
      const found = read(row);
      const before = this.#searched;
      if (found !== undefined) this.#take(...found);
      return this.#searched - before;
    });
  }

  /** Takes over what another one kept and counted. */
  takeOver({ entries, refused, truncated }: Entries): void {
    for (const entry of entries) if (this.#hasRoom()) this.#keep(entry);
    for (const [reason, rows] of Object.entries(refused)) {
      // as: these are the keys of that object
      const refusal = reason as RowRefusal;
      this.#refused[refusal] = (this.#refused[refusal] ?? 0) + rows;
    }
    this.#truncated ||= truncated;
  }

  /** Counts a row that is no entry. */
  refuse(refusal: RowRefusal): void {
    this.#refused[refusal] = (this.#refused[refusal] ?? 0) + 1;
  }

  /** The list goes on where we stopped. */
  cut(): void {
    this.#truncated = true;
  }

  result(): Entries {
    return {
      entries: [...this.#entries.values()],
      refused: this.#refused,
      truncated: this.#truncated,
    };
  }

  #hasRoom(): boolean {
    this.#rows += 1;
    if (this.#rows <= maxRows && this.#entries.size < maxEntries) return true;
    this.#truncated = true;
    return false;
  }

  #take(read: ReadSubject, words: RowWords): void {
    if (read.ok) this.#keep({ subject: read.subject, ...this.#wordsOf(words) });
    else this.refuse(read.refusal);
  }

  #wordsOf({ level, native, reason, obfuscated = false }: RowWords): Omit<PolicyEntry, 'subject'> {
    const kept = typeof reason === 'string' ? this.#storable(reason) : undefined;
    return {
      ...{ level, native: native.slice(0, maxNative), obfuscated },
      ...(kept !== undefined && { reason: kept }),
    };
  }

  #storable(reason: string): string | undefined {
    const known = this.#reasons.get(reason);
    if (known !== undefined || this.#reasons.has(reason)) return known;
    this.#searched += Math.min(reason.length, searched);
    const kept = storableReason(reason);
    this.#reasons.set(reason, kept);
    return kept;
  }

  #keep(entry: PolicyEntry): void {
    const key = subjectKey(entry.subject);
    const before = this.#entries.get(key);
    if (before !== undefined) this.refuse('repeated');
    this.#entries.set(key, before === undefined ? entry : severer(before, entry));
  }
}

/** Two rows of one subject: both words, the severer level. */
function severer(one: PolicyEntry, other: PolicyEntry): PolicyEntry {
  const first = policyLevels.indexOf(one.level) <= policyLevels.indexOf(other.level) ? one : other;
  const words = new Set([...one.native.split('+'), ...other.native.split('+')]);
  const reason = one.reason ?? other.reason;
  return {
    ...first,
    native: [...words].toSorted().join('+').slice(0, maxNative),
    ...(reason !== undefined && { reason }),
  };
}

/** SHA-256 over the entries whatever their order, its first 32 hexadecimal digits. */
export function entriesDigest(entries: readonly PolicyEntry[]): string {
  const lines = entries.map(({ subject, level, native, reason = '', obfuscated }) => {
    const mask = subject.kind === 'digest' ? (subject.mask ?? '') : '';
    return `${subjectKey(subject)}\t${mask}\t${level}\t${native}\t${reason}\t${obfuscated}`;
  });
  return createHash('sha256').update(lines.toSorted().join('\n')).digest('hex').slice(0, 32);
}
