import { createHash } from 'node:crypto';
import type { Evidence, Observation } from '../../model/observation.ts';
import type { PolicyList } from '../../model/policy.ts';
import { jsonLines } from '../engine/engine.ts';
import { evidenceColumns, evidenceRow, observationColumns, observationRow } from '../observation-row.ts';
import { encodeLists } from '../policies/policy-lists.ts';

/** What is appended at once. It is stored whole or not at all. */
export interface Batch {
  readonly observations: readonly Observation[];
  readonly evidence: readonly Evidence[];
  /** Absent: none were read. */
  readonly policies?: readonly PolicyList[];
}

/** Rows of one table, as the bytes that are inserted, again and again if need be; `policy-lists` is no table: the store works out what such lists change. */
export interface SegmentPart {
  readonly table: keyof typeof segmentColumns | 'policy-lists';
  readonly rows: number;
  readonly body: Buffer;
}

/** An immutable file of rows. `id`: its place in the order and its checksum. Evidence comes before what cites it. */
export interface Segment {
  readonly id: string;
  readonly parts: readonly SegmentPart[];
}

/** Takes segments in. Resolves when they are stored; a segment that was stored before, in part or whole, changes nothing that is read. */
export interface SegmentSink {
  /**
   * `stored`: told of each part that is stored, so that who tries again leaves it out.
   * @throws {SegmentRefused} when the bytes themselves are at fault; any other error may pass.
   */
  insertSegment(segment: Segment, stored?: (part: SegmentPart) => void): Promise<void>;
  /** Does it take writes now? Absent: nobody can tell. */
  takesWrites?(): Promise<boolean>;
}

/** The store read a segment and cannot take it, now or later. */
export class SegmentRefused extends Error {
  override readonly name = 'SegmentRefused';
}

/** Columns of each table a segment may hold, in the order they are inserted. */
export const segmentColumns = { evidence: evidenceColumns, observations: observationColumns } as const;

const extension = '.segment';
const fileName = /^(\d{16}-[0-9a-f]{64})\.segment$/;

/** A batch as the rows it becomes. `observations`: their ids. */
export interface EncodedBatch {
  readonly rows: number;
  readonly parts: readonly SegmentPart[];
  readonly observations: readonly string[];
}

/** Makes a batch's rows. @throws {RangeError} when something in it cannot be stored: a bug of ours. */
export function encodeBatch({ observations, evidence, policies = [] }: Batch): EncodedBatch {
  const listed = listedRows(policies);
  return {
    rows: observations.length + evidence.length + listed,
    parts: [
      { table: 'evidence', rows: evidence.length, body: jsonLines(evidence.map(evidenceRow)) },
      { table: 'observations', rows: observations.length, body: jsonLines(observations.map(observationRow)) },
      { table: 'policy-lists', rows: listed, body: encodeLists(policies) },
    ],
    observations: observations.map(({ id }) => id),
  };
}

/** What of a list is inserted: its reading and, of most lists, few of its entries. */
const entriesPerRow = 4;

/** A list weighs by its entries, so that a segment holds few long ones. */
function listedRows(policies: readonly PolicyList[]): number {
  return policies.reduce((sum, { entries }) => sum + 1 + Math.ceil(entries.length / entriesPerRow), 0);
}

/** The bytes of a segment: one line that says what follows, then the rows, table by table. */
export function encodeSegment(batches: readonly EncodedBatch[]): Buffer {
  const all = batches.flatMap(({ parts }) => parts);
  const joined = (['evidence', 'observations', 'policy-lists'] as const).map((table) =>
    joinedPart(table, all),
  );
  const parts = joined.filter(({ rows }) => rows > 0);
  const head: readonly PartHead[] = parts.map(({ table, rows, body }) => ({
    table,
    rows,
    bytes: body.length,
  }));
  return Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), ...parts.map(({ body }) => body)]);
}

function joinedPart(table: SegmentPart['table'], all: readonly SegmentPart[]): SegmentPart {
  const parts = all.filter((part) => part.table === table);
  let rows = 0;
  for (const part of parts) rows += part.rows;
  return { table, rows, body: Buffer.concat(parts.map(({ body }) => body)) };
}

/** The id of a segment with these bytes at this place in the order. */
export function segmentId(place: number, bytes: Buffer): string {
  return `${String(place).padStart(16, '0')}-${checksum(bytes)}`;
}

export function segmentFile(id: string): string {
  return `${id}${extension}`;
}

/** The id a file name holds. Undefined: the file is no segment. */
export function idOfFile(name: string): string | undefined {
  return fileName.exec(name)?.[1];
}

export function placeOf(id: string): number {
  return Number(id.slice(0, 16));
}

interface PartHead {
  readonly table: SegmentPart['table'];
  readonly rows: number;
  readonly bytes: number;
}

/** The segment in a file's bytes. Undefined: they are not the bytes that were written. */
export function decodeSegment(id: string, bytes: Buffer): Segment | undefined {
  if (checksum(bytes) !== id.slice(17)) return undefined;
  const headEnd = bytes.indexOf('\n') + 1;
  // The checksum says that these are our own bytes.
  const head: readonly PartHead[] = JSON.parse(bytes.toString('utf8', 0, headEnd));
  const parts: SegmentPart[] = [];
  let from = headEnd;
  for (const { table, rows, bytes: length } of head) {
    parts.push({ table, rows, body: bytes.subarray(from, from + length) });
    from += length;
  }
  return { id, parts };
}

function checksum(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
