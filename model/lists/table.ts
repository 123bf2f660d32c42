import { armed, type CsvCell, csvLine, csvRecords } from './csv.ts';
import { boundedRow, type ListRow, type ReadRow } from './row.ts';

/** The columns that block lists have. */
export type Column =
  | 'domain'
  | 'severity'
  | 'public_comment'
  | 'private_comment'
  | 'reject_media'
  | 'reject_reports'
  | 'obfuscate';

/** How a program writes its table. */
export interface TableStyle {
  readonly columns: readonly Column[];
  /** What stands in front of each name in the header. */
  readonly prefix: '#' | '';
  readonly newline: '\n' | '\r\n';
  readonly words: readonly [no: string, yes: string];
  /** Does it tell an empty text from none? */
  readonly quoteEmpty: boolean;
}

/** The names in the first line of a table, without `#`, in lower case. Empty: the line is no header of a block list. */
export function headerOf(start: string): readonly string[] {
  const [first] = csvRecords(withoutMark(start));
  const names = (first?.cells ?? []).map(({ text }) => text.trim().replace(/^#/, '').toLowerCase());
  return names.includes('domain') ? names : [];
}

/** Rows of a table with a header, whatever program wrote it: columns in any order, some missing, `#` or none, booleans in any spelling. */
export function* tableRows(text: string): Generator<ReadRow> {
  const header = headerOf(text);
  let isFirst = true;
  for (const { line, cells, broken } of csvRecords(withoutMark(text))) {
    const isHeader = isFirst && header.length > 0;
    isFirst = false;
    if (isHeader || isBlank(cells, broken)) continue;
    yield broken ? { ok: false, place: line, fault: 'quote' } : boundedRow(rawRow(line, cells, header));
  }
}

/** A table as its program writes it. */
export function tableText(rows: readonly ListRow[], style: TableStyle): string {
  const header = style.columns.map((name) => `${style.prefix}${name}`).join(',');
  const lines = rows.map((row) => csvLine(style.columns.map(cellOf(row, style)), style));
  return `${header}${style.newline}${lines.join('')}`;
}

function withoutMark(text: string): string {
  return text.startsWith('\ufeff') ? text.slice(1) : text;
}

function isBlank(cells: readonly CsvCell[], broken: boolean): boolean {
  return !broken && cells.every(({ text }) => text.trim() === '');
}

function rawRow(place: number, cells: readonly CsvCell[], header: readonly string[]) {
  const names: readonly string[] = header.length === 0 ? ['domain'] : header;
  const textOf = (column: Column): string | undefined => {
    const cell = cells[names.indexOf(column)];
    return cell === undefined || (cell.text === '' && !cell.quoted) ? undefined : armed(cell.text);
  };
  return {
    place,
    domain: textOf('domain'),
    ...present('severity', textOf('severity')),
    ...present('publicComment', textOf('public_comment')),
    ...present('privateComment', textOf('private_comment')),
    ...present('rejectMedia', flagOf(textOf('reject_media'))),
    ...present('rejectReports', flagOf(textOf('reject_reports'))),
    ...present('obfuscate', flagOf(textOf('obfuscate'))),
  };
}

/** A member that is there exactly when it has a value. */
function present<Name extends string, Value>(
  name: Name,
  value: Value | undefined,
): { readonly [K in Name]?: Value } {
  // as: a computed name widens to any text
  return (value === undefined ? {} : { [name]: value }) as { readonly [K in Name]?: Value };
}

function flagOf(text: string | undefined): boolean | undefined {
  if (text === undefined) return undefined;
  return /^(?:true|1|yes|t)$/i.test(text.trim());
}

function cellOf(row: ListRow, { words: [no, yes] }: TableStyle): (column: Column) => string | undefined {
  const flag = (value: boolean | undefined) => (value === undefined ? undefined : value ? yes : no);
  return (column) => {
    switch (column) {
      case 'domain':
        return row.domain;
      case 'severity':
        return row.severity;
      case 'public_comment':
        return row.publicComment;
      case 'private_comment':
        return row.privateComment;
      case 'reject_media':
        return flag(row.rejectMedia);
      case 'reject_reports':
        return flag(row.rejectReports);
      case 'obfuscate':
        return flag(row.obfuscate);
    }
  };
}
