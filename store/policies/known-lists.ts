import type { Reading } from '../../model/policy.ts';
import type { Engine } from '../engine/engine.ts';
import type { PolicyRow } from './policy-row.ts';

/** What rows of one list have in common: most of it, as their lists were read on few days. */
const common = [
  ...(['observer', 'source', 'origin', 'partial', 'subject_kind', 'level', 'native', 'reason'] as const),
  ...(['obfuscated', 'covers', 'first_seen', 'last_seen', 'replayed'] as const),
] as const satisfies readonly (keyof PolicyRow)[];

/** Rows that differ in subject and mask alone. */
interface RowGroup extends Pick<PolicyRow, (typeof common)[number]> {
  /** A line each: the subject, and behind a tab the mask if there is one. Neither has white space. */
  readonly subjects: string;
}

/**
 * What is known of the lists of some observers, as a function that gives the rows of one that have not ended.
 * One question for all, and what rows share is told once: a question costs more than a list, and only one list at a time becomes rows.
 */
export async function knownLists(
  engine: Engine,
  readings: readonly Reading[],
): Promise<(of: Reading) => readonly PolicyRow[]> {
  if (readings.length === 0) return () => [];
  const groups = await engine.rows<RowGroup>({
    sql: `SELECT ${common.join(', ')}, arrayStringConcat(groupArray(if(mask = '', subject, concat(subject, '\\t', mask))), '\\n') AS subjects
      FROM policies FINAL WHERE observer IN {observers:Array(String)} AND ended_at IS NULL
      GROUP BY ${common.join(', ')} SETTINGS max_threads = 1`,
    parameters: { observers: readings.map(({ observer }) => observer) },
  });
  const byList = Map.groupBy(groups, keyOf);
  return (reading) => (byList.get(keyOf(reading)) ?? []).flatMap(rowsOf);
}

function keyOf({ observer, source }: Pick<Reading, 'observer' | 'source'>): string {
  return `${observer} ${source}`;
}

function rowsOf({ subjects, ...shared }: RowGroup): readonly PolicyRow[] {
  return subjects.split('\n').map((line) => {
    const tab = line.indexOf('\t');
    const subject = tab === -1 ? line : line.slice(0, tab);
    return { ...shared, subject, mask: tab === -1 ? '' : line.slice(tab + 1), ended_at: null, revision: 0 };
  });
}
