import type { ListFormat } from './row.ts';
import { headerOf, type TableStyle, tableRows, tableText } from './table.ts';

const style: TableStyle = {
  columns: ['domain'],
  prefix: '#',
  newline: '\n',
  words: ['false', 'true'],
  quoteEmpty: true,
};

/** The CSV that Mastodon in limited federation exports for allowed domains: one column. Source: mastodon:app/controllers/admin/export_domain_allows_controller.rb. */
export const mastodonAllowCsv: ListFormat = {
  id: 'mastodon-allow-csv',
  title: 'Mastodon, allowed domains',
  names: 'allowed',
  recognises: (start) => /^\ufeff?"?#domain/i.test(start) && headerOf(start).length === 1,
  read: tableRows,
  write: (rows) => tableText(rows, style),
};
