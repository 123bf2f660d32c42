import { type CheerioAPI, load } from 'cheerio';
import type { Context } from 'hono';
import { csvLine } from '../../../model/lists/csv.ts';
import type { WebEnv } from '../deps.ts';
import { type Markup, markup } from '../markup.ts';

type Found = ReturnType<CheerioAPI>;

/** Which table of a page is asked for as CSV, from 1. Absent: none is. */
export function tableAsked(context: Context<WebEnv>): number | undefined {
  const { format, table = '' } = context.req.query();
  return format === 'csv' && /^[1-9]\d?$/.test(table) ? Number(table) : undefined;
}

/** Are long tables asked for to their end? A file has all rows, whatever the page shows. */
export function wantsWhole(context: Context<WebEnv>): boolean {
  return context.req.query('rows') === 'all' || tableAsked(context) !== undefined;
}

/** One table of a page as CSV: what the page shows, instants whole. Its first line is the caption: no figure leaves without what it counts. Undefined: it has no such table. */
export function tableCsv(main: Markup, number: number): string | undefined {
  const $ = load(String(main));
  const found = $('table').get(number - 1);
  if (found === undefined) return undefined;
  const rows = $('tr', found)
    .toArray()
    .map((row) =>
      $('th, td', row)
        .toArray()
        .map((cell) => cellText($, $(cell))),
    );
  const caption = [cellText($, $('caption', found))];
  return [caption, ...rows].map((cells) => csvLine(cells, { newline: '\r\n', quoteEmpty: false })).join('');
}

function cellText($: CheerioAPI, cell: Found): string {
  cell.find('time').each((_, time) => void $(time).text($(time).attr('datetime') ?? ''));
  cell.find('p').prepend(' ');
  return cell.text().replace(/\s+/g, ' ').trim();
}

/** What a view is not made of: what came of a form, and loading again. */
const passing = ['recheck', 'until', 'reload', 'format', 'table'] as const;

/** Links to this view, and to each of its tables as CSV. */
export function downloads(main: Markup, { pathname, searchParams }: URL): Markup {
  const query = new URLSearchParams(searchParams);
  for (const name of passing) query.delete(name);
  const view = query.size === 0 ? pathname : `${pathname}?${query}`;
  const captions = [...String(main).matchAll(/<caption>(.*?)<\/caption>/gs)].map(([, text = '']) =>
    plain(text),
  );
  return markup`<section class="downloads" aria-label="This view"><p><a rel="bookmark" href="${view}">Link to this view</a></p>
${captions.length > 0 && markup`<details><summary>Tables as CSV</summary><ul>${captions.map((caption, index) => markup`<li><a href="${csvPath(pathname, query, index + 1)}" download="table-${index + 1}.csv">${caption}</a></li>`)}</ul></details>`}</section>`;
}

const longestCaption = 120;

/** The text of a caption: it was escaped when it was made, so it is read as what it is. */
function plain(caption: string): string {
  const text = load(caption).text();
  return text.length > longestCaption ? `${text.slice(0, longestCaption)}…` : text;
}

function csvPath(pathname: string, view: URLSearchParams, table: number): string {
  return `${pathname}?${new URLSearchParams([...view, ['format', 'csv'], ['table', String(table)]])}`;
}
