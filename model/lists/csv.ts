/** One cell. `quoted`: it stood between quotes, so an empty one is a text and not an absence. */
export interface CsvCell {
  readonly text: string;
  readonly quoted: boolean;
}

/** One record. `line`: where it begins, from 1. `broken`: a quote stands in a wrong place; the rest of this line was passed over. */
export interface CsvRecord {
  readonly line: number;
  readonly cells: readonly CsvCell[];
  readonly broken: boolean;
}

const maxCells = 50;

/** Records of a CSV file: quoted cells with line breaks, CRLF or LF. Every byte is looked at a few times at most. Source: RFC 4180 §2. */
export function* csvRecords(text: string): Generator<CsvRecord> {
  let line = 1;
  // Each broken quote may have been looked for to the end of the file.
  let patience = text.length * 4 + 1_000;
  for (let at = 0; at < text.length && patience > 0; ) {
    const record = readRecord(text, at);
    patience -= record.looked;
    yield { line, cells: record.cells, broken: record.broken };
    line += lineBreaks(text, at, record.end);
    at = record.end;
  }
}

/** The texts of each record, for readers to whom quotes are all one; of a broken one what stood before the wrong quote. */
export function* csvTexts(text: string): Generator<readonly string[]> {
  for (const { cells } of csvRecords(text)) yield cells.map((cell) => cell.text);
}

interface Scan {
  readonly cells: readonly CsvCell[];
  readonly broken: boolean;
  /** Where the next record begins. */
  readonly end: number;
  /** How many characters were looked at. */
  readonly looked: number;
}

function readRecord(text: string, from: number): Scan {
  const cells: CsvCell[] = [];
  for (let at = from; ; ) {
    const { cell, end } = text[at] === '"' ? quotedCell(text, at) : plainCell(text, at);
    if (cell === undefined) {
      const next = text.indexOf('\n', from);
      return { cells, broken: true, end: next === -1 ? text.length : next + 1, looked: end - from };
    }
    if (cells.length < maxCells) cells.push(cell);
    if (text[end] !== ',') {
      const next = text.startsWith('\r\n', end) ? end + 2 : end + 1;
      return { cells, broken: false, end: Math.min(next, text.length), looked: end - from };
    }
    at = end + 1;
  }
}

interface CellScan {
  /** Absent: a quote stands in a wrong place. */
  readonly cell?: CsvCell;
  /** The comma or line break behind it, or the end of the text. */
  readonly end: number;
}

const plainEnd = /[,\r\n]|$/g;

function plainCell(text: string, from: number): CellScan {
  plainEnd.lastIndex = from;
  const end = plainEnd.exec(text)?.index ?? text.length;
  return { cell: { text: text.slice(from, end), quoted: false }, end };
}

function quotedCell(text: string, from: number): CellScan {
  let close = text.indexOf('"', from + 1);
  while (close !== -1 && text[close + 1] === '"') close = text.indexOf('"', close + 2);
  if (close === -1) return { end: text.length };
  const end = close + 1;
  if (end < text.length && !/[,\r\n]/.test(text[end] ?? '')) return { end };
  return { cell: { text: text.slice(from + 1, close).replaceAll('""', '"'), quoted: true }, end };
}

function lineBreaks(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf('\n', from); at !== -1 && at < to; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}

/** A record as it is written. Undefined: an absent cell; an empty text is quoted where `emptyText` says so. */
export function csvLine(
  cells: readonly (string | undefined)[],
  { newline, quoteEmpty }: { readonly newline: string; readonly quoteEmpty: boolean },
): string {
  const written = cells.map((text) => {
    if (text === undefined) return '';
    const safe = defused(text);
    const needsQuotes = /[",\r\n]|^\s|\s$/.test(safe) || (quoteEmpty && safe === '');
    return needsQuotes ? `"${safe.replaceAll('"', '""')}"` : safe;
  });
  return `${written.join(',')}${newline}`;
}

/** What makes a spreadsheet take a cell for a formula, also in full width. Source: OWASP, CSV Injection. */
const formula = /^'*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/u;

/** A text that no spreadsheet takes for a formula: one more apostrophe in front of what would be one. `armed` takes it away again. */
export function defused(text: string): string {
  return formula.test(text) ? `'${text}` : text;
}

/** A text as it was before `defused`. Another program's apostrophe in front of a formula goes too, and comes back when it is written. */
export function armed(text: string): string {
  return text.startsWith("'") && formula.test(text) ? text.slice(1) : text;
}
