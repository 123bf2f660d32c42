/** One row of a block list, as its file has it. Absent: the format or the file has no such cell. */
export interface ListRow {
  /** The line it begins on, from 1; in a JSON file the number of the entry. */
  readonly place: number;
  /** At most 300 characters. */
  readonly domain: string;
  readonly severity?: string;
  readonly rejectMedia?: boolean;
  readonly rejectReports?: boolean;
  readonly obfuscate?: boolean;
  /** At most 4,000 characters. */
  readonly publicComment?: string;
  /** At most 4,000 characters. */
  readonly privateComment?: string;
  readonly tags?: readonly string[];
}

/**
 * Why a row was not taken. `quote`: a quote in a wrong place, or one that never ends. `no-domain`: no name in it. `too-long`: a name of over 300 characters.
 * `shape`: the entry of a JSON file is of another shape.
 */
export type RowFault = 'quote' | 'no-domain' | 'too-long' | 'shape';

/** A row, or why there is none at this place. */
export type ReadRow =
  | { readonly ok: true; readonly row: ListRow }
  | { readonly ok: false; readonly place: number; readonly fault: RowFault };

/** How a kind of file is read and written. */
export interface ListFormat {
  readonly id: string;
  readonly title: string;
  /** Whom a list of this format names. */
  readonly names: 'blocked' | 'allowed';
  /** Is a file that begins like this of this format? At least its first line is there. */
  recognises(start: string): boolean;
  /** Rows in the order of the file. Never throws; a file of another shape has one fault. */
  read(text: string): Iterable<ReadRow>;
  write(rows: readonly ListRow[]): string;
}

const maxDomain = 300;
const maxComment = 4_000;

/** What a file says in one place, whatever its format. */
export interface RawRow extends Omit<ListRow, 'domain'> {
  readonly domain: unknown;
}

/** A row within its bounds. */
export function boundedRow({ domain, ...raw }: RawRow): ReadRow {
  const { place, publicComment, privateComment } = raw;
  if (typeof domain !== 'string' || domain.trim() === '') return { ok: false, place, fault: 'no-domain' };
  if (domain.length > maxDomain) return { ok: false, place, fault: 'too-long' };
  const row = {
    ...raw,
    domain,
    ...(publicComment !== undefined && { publicComment: publicComment.slice(0, maxComment) }),
    ...(privateComment !== undefined && { privateComment: privateComment.slice(0, maxComment) }),
  };
  return { ok: true, row };
}
