import { boundedRow, type ListFormat, type ReadRow } from './row.ts';

/** One name a line; lines that begin with `#` are remarks. Every program reads it. Source: RapidBlock's CSV and GoToSocial's docs/admin/domain_permission_subscriptions.md. */
export const plainText: ListFormat = {
  id: 'plain-text',
  title: 'one name a line',
  names: 'blocked',
  recognises: () => true,
  read: readLines,
  write: (rows) => rows.map(({ domain }) => `${domain}\n`).join(''),
};

function* readLines(text: string): Generator<ReadRow> {
  let line = 0;
  for (let at = 0; at < text.length; ) {
    const found = text.indexOf('\n', at);
    const end = found === -1 ? text.length : found;
    const name = text
      .slice(at, end)
      .replace(/^\ufeff/, '')
      .trim();
    line += 1;
    at = end + 1;
    if (name !== '' && !name.startsWith('#')) yield boundedRow({ place: line, domain: name });
  }
}
