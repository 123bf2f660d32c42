import type { ListFormat } from './row.ts';
import { headerOf, type TableStyle, tableRows, tableText } from './table.ts';

const style: TableStyle = {
  columns: ['domain', 'severity', 'reject_media', 'reject_reports', 'public_comment', 'obfuscate'],
  prefix: '#',
  newline: '\n',
  words: ['false', 'true'],
  quoteEmpty: true,
};

/** The CSV that Mastodon exports and imports for blocked domains. Source: mastodon:app/controllers/admin/export_domain_blocks_controller.rb. */
export const mastodonCsv: ListFormat = {
  id: 'mastodon-csv',
  title: 'Mastodon, blocked domains',
  names: 'blocked',
  recognises: (start) => /^\ufeff?"?#domain/i.test(start) && headerOf(start).length > 1,
  read: tableRows,
  write: (rows) => tableText(rows, style),
};
