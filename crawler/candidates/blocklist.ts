import { parseHost } from '../../model/host.ts';

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
  const [head = [], ...others] = records(text);
  const columns = head.map((cell) => cell.trim().replace(/^#/, '').toLowerCase());
  const named = columns.indexOf('domain');
  const severity = columns.indexOf('severity');
  const rows = named === -1 ? [head, ...others] : others;
  return rows.map((cells) => [cells[Math.max(named, 0)] ?? '', cells[severity] ?? '']);
}

const cell = /("(?:[^"]|"")*"|[^,\r\n]*)(,|\r?\n|$)/y;

/** Records of a CSV file; what has a quote in the wrong place is passed over to the end of its line. Source: RFC 4180 §2. */
function records(text: string): readonly (readonly string[])[] {
  const found: string[][] = [];
  let record: string[] = [];
  for (let at = 0; at < text.length; ) {
    cell.lastIndex = at;
    const [whole, content = '', end] = cell.exec(text) ?? [];
    at = whole === undefined ? lineEnd(text, at) : at + whole.length;
    if (whole !== undefined) record.push(content.replace(/^"|"$/g, '').replaceAll('""', '"'));
    if (end === ',' && at < text.length) continue;
    found.push(record);
    record = [];
  }
  return found;
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end + 1;
}
