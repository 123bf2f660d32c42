import type { Engine } from '../engine/engine.ts';

/** Some of the watched servers, by their hash: those whose remainder of `parts` is `part`. */
export interface Slice {
  readonly part: number;
  readonly parts: number;
}

/** Slices of about so many servers that have every watched server once; at least one. */
export async function slicesOf(engine: Engine, together: number): Promise<readonly Slice[]> {
  const [known] = await engine.rows<{ readonly servers: number }>({
    sql: 'SELECT count() AS servers FROM servers FINAL WHERE left_at IS NULL',
    heavy: true,
  });
  const parts = Math.max(1, Math.ceil((known?.servers ?? 0) / together));
  return Array.from({ length: parts }, (_, part) => ({ part, parts }));
}

const within = (column: string) => `cityHash64(${column}) % {parts:UInt32} = {part:UInt32}`;

/** Policies about a slice's servers, and policies of them. Each is read where it is in the order that it is asked for. */
const held = {
  subjects: `policies_by_subject FINAL WHERE subject IN (SELECT subject FROM server_subjects WHERE ${within('server')})`,
  observers: `policies FINAL WHERE observer IN (SELECT peer FROM list_readers WHERE whole AND ${within('peer')})`,
} as const;

const about = {
  subjects: `(SELECT * FROM server_subjects WHERE ${within('server')})`,
  observers: 'server_subjects',
} as const;

/** One row of every publishing peer and watched server it rejects or limits, by the rules of `policies.ts`, where the one or the other is in the slice. `confirmed`: read twice at least. */
export function rejectionsIn(side: keyof typeof held): string {
  return `(
  SELECT entries.observer AS observer, named.server AS host, max(entries.level) = 'reject' AS rejects, max(entries.read_again AND entries.level = 'reject') AS confirmed
  FROM (
    SELECT held.*, readers.read_at > held.first_seen AS read_again
    FROM (SELECT * FROM ${held[side]} AND ended_at IS NULL AND source = 'api' AND level IN ('reject', 'limit')) AS held
    INNER JOIN (SELECT peer, read_at FROM list_readers WHERE whole) AS readers ON readers.peer = held.observer
  ) AS entries
  INNER JOIN ${about[side]} AS named ON named.subject = entries.subject
  WHERE if(named.name = named.server, entries.subject_kind != 'pattern' OR entries.origin IN ('pleroma', 'akkoma'), entries.subject_kind = 'pattern' OR entries.covers = 'subdomains')
    AND (entries.mask = '' OR (length(entries.mask) = length(named.name) AND named.name LIKE replaceAll(entries.mask, '*', '_')))
  GROUP BY observer, host)`;
}
