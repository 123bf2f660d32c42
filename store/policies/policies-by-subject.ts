import type { Engine } from '../engine/engine.ts';
import { policyColumns } from './policy-row.ts';

const columns = policyColumns.join(', ');

/** A reading that is not stored yet, and the revision of the rows that it writes. */
export interface WrittenList {
  readonly observer: string;
  readonly source: string;
  readonly revision: number;
}

/**
 * Brings the other order of `policies` up to what was written for these lists. An insert is written before its feed: after a kill between the two,
 * what is known is up to date, so nothing would write it again. Where nothing was cut off no row has such a revision, and none is read whole.
 */
export async function completeSubjects(engine: Engine, lists: readonly WrittenList[]): Promise<void> {
  if (lists.length === 0) return;
  const sql = `INSERT INTO policies_by_subject (${columns}) SELECT ${columns} FROM policies PREWHERE observer IN {observers:Array(String)}
    AND concat(observer, ' ', toString(source), ' ', toString(revision)) IN {written:Array(String)}`;
  await engine.command(sql, {
    observers: lists.map(({ observer }) => observer),
    written: lists.map(({ observer, source, revision }) => `${observer} ${source} ${revision}`),
  });
}
