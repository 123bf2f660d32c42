import type { Host } from '../host.ts';
import type { ListRow } from './row.ts';

/** Where an imported list comes from. `publisher`: the server whose operator gave it to us; absent: a list of somebody else. */
export interface ListOrigin {
  /** Lower-case letters, digits and hyphens, at most 40. */
  readonly name: string;
  /** The id of its format. */
  readonly format: string;
  /** Of the file's bytes. */
  readonly sha256: string;
  readonly bytes: number;
  readonly publisher?: Host;
  /** Is it our own list? Only then may it be exported as a whole. */
  readonly own: boolean;
  /** RFC 3339, UTC. */
  readonly importedAt: string;
  readonly importedBy: string;
}

/** A list as it was imported, in the order of its file. Comments are stripped of people and cut. */
export interface ImportedList {
  readonly origin: ListOrigin;
  readonly rows: readonly ListRow[];
}
