import { parseHost } from '../../model/host.ts';
import { csvTexts } from '../../model/lists/csv.ts';

/** What a published block list says. `masked`: rows whose name is hidden in part; nobody can tell whom they mean. */
export interface BlockList {
  readonly names: readonly string[];
  readonly masked: number;
}

type Row = readonly [name: string, severity: string];

/**
 * Reads a block list: Mastodon's CSV with or without `#` in its header, plain names, or a JSON array of objects with `domain`.
 * Rows that block nothing (`noop`, `none`) are passed over.
 */
export function readBlockList(text: string): BlockList {
  const start = text.replace(/^\uFEFF/, '').trimStart();
  const rows = start.startsWith('[') ? jsonRows(start) : csvRows(start);
  const names = new Set<string>();
  let masked = 0;
  for (const [name, severity] of rows) {
    if (/^(?:noop|none)$/i.test(severity)) continue;
    const parsed = parseHost(name.trim().replace(/^\*\./, ''));
    if (parsed.ok) names.add(parsed.host);
    else if (name.includes('*')) masked += 1;
  }
  return { names: [...names], masked };
}

function jsonRows(text: string): readonly Row[] {
  const entries = parsedArray(text);
  return entries.flatMap((entry): readonly Row[] => {
    if (typeof entry === 'string') return [[entry, '']];
    if (typeof entry !== 'object' || entry === null || !('domain' in entry)) return [];
    const severity = 'severity' in entry && typeof entry.severity === 'string' ? entry.severity : '';
    // Other values have no text, or one that is as deep as they are.
    return typeof entry.domain === 'string' ? [[entry.domain, severity]] : [];
  });
}

function parsedArray(text: string): readonly unknown[] {
  try {
    const parsed: unknown = JSON.parse(text);
    return Array.isArray(parsed) ? parsed : [];
  } catch {
    return []; // A list without names; whoever reads it says so.
  }
}

function csvRows(text: string): readonly Row[] {
  const [head = [], ...others] = csvTexts(text);
  const columns = head.map((cell) => cell.trim().replace(/^#/, '').toLowerCase());
  const named = columns.indexOf('domain');
  const severity = columns.indexOf('severity');
  const rows = named === -1 ? [head, ...others] : others;
  return rows.map((cells) => [cells[Math.max(named, 0)] ?? '', cells[severity] ?? '']);
}
