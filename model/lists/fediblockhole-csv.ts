import type { ListFormat } from './row.ts';
import { headerOf, type TableStyle, tableRows, tableText } from './table.ts';

const style: TableStyle = {
  columns: [
    'domain',
    'severity',
    'public_comment',
    'private_comment',
    'reject_media',
    'reject_reports',
    'obfuscate',
  ],
  prefix: '',
  newline: '\r\n',
  words: ['False', 'True'],
  quoteEmpty: false,
};

/** The CSV of FediBlockHole, as Python writes it. Source: fediblockhole:src/fediblockhole/blocklists.py. */
export const fediBlockHoleCsv: ListFormat = {
  id: 'fediblockhole-csv',
  title: 'FediBlockHole, CSV',
  names: 'blocked',
  recognises: (start) => /^\ufeff?"?[a-z]/i.test(start) && headerOf(start).length > 0,
  read: tableRows,
  write: (rows) => tableText(rows, style),
};
