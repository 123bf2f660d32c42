import type { Host } from '../model/host.ts';
import type { PolicyLevel, PolicySubject, Reading } from '../model/policy.ts';
import type { Engine } from './engine.ts';
import type { PolicyRow } from './policy-row.ts';

/** What of a row is compared or written again, as texts in this order. */
const cells = [
  ...(['subject', 'subject_kind', 'origin', 'partial', 'mask', 'level'] as const),
  ...(['native', 'reason', 'obfuscated', 'covers', 'first_seen'] as const),
  'last_seen',
] as const satisfies readonly (keyof PolicyRow)[];

interface ListRow {
  readonly observer: Host;
  readonly source: Reading['source'];
  /** JSON: rows, each a list of texts. */
  readonly list: string;
}

/**
 * What is known of the lists of some observers, as a function that gives the rows of one that have not ended.
 * One question for all, each list as one text: a question costs more than a list, and only one list at a time becomes rows.
 */
export async function knownLists(
  engine: Engine,
  readings: readonly Reading[],
): Promise<(of: Reading) => readonly PolicyRow[]> {
  if (readings.length === 0) return () => [];
  const texts = cells.map((cell) => `ifNull(toString(${cell}), '')`).join(', ');
  const lists = await engine.rows<ListRow>({
    sql: `SELECT observer, source, toJSONString(groupArray([${texts}])) AS list FROM policies FINAL
      WHERE observer IN {observers:Array(String)} AND ended_at IS NULL GROUP BY observer, source SETTINGS max_threads = 1`,
    parameters: { observers: readings.map(({ observer }) => observer) },
  });
  const byKey = new Map(lists.map((row) => [`${row.observer} ${row.source}`, row]));
  return ({ observer, source }) => {
    const row = byKey.get(`${observer} ${source}`);
    if (row === undefined) return [];
    // The statement above makes it.
    const rows: readonly (readonly string[])[] = JSON.parse(row.list);
    return rows.map((texts) => rowOf(row, texts));
  };
}

/** The row that was written as these texts, whose columns hold only what our types allow. */
function rowOf({ observer, source }: ListRow, texts: readonly string[]): PolicyRow {
  const [subject = '', kind, origin = '', partial, mask = '', level, native = '', reason = ''] = texts;
  const [obfuscated, covers, firstSeen = '', lastSeen = ''] = texts.slice(8);
  return {
    ...{ observer, source, origin, partial: partial === 'true', subject, mask, native, reason },
    subject_kind: kind as PolicySubject['kind'],
    level: level as PolicyLevel,
    obfuscated: obfuscated === 'true',
    covers: covers as Reading['covers'],
    first_seen: instantOf(firstSeen),
    last_seen: lastSeen === '' ? null : instantOf(lastSeen),
    ...{ ended_at: null, revision: 0 },
  };
}

/** RFC 3339, of an instant as the engine writes it into a text. */
function instantOf(text: string): string {
  return `${text.replace(' ', 'T')}Z`;
}
