import type { Hono } from 'hono';
import type { Act, ActName } from '../../../model/act.ts';
import { csvLine } from '../../../model/lists/csv.ts';
import type { WebDeps, WebEnv } from '../deps.ts';
import { type Markup, markup } from '../markup.ts';
import { type Page, pageOf, pager } from '../parts/page.ts';
import { show } from '../parts/shell.ts';
import { table } from '../parts/table.ts';
import { utc } from '../parts/when.ts';
import { wantsJson } from './trouble.ts';

const actsOnPage = 100;
/** More are not in one file. */
const actsInFile = 10_000;

const actNames: Readonly<Record<ActName, string>> = {
  'log-in': 'logged in',
  'log-in-refused': 'was not let in',
  'log-out': 'logged out',
  recheck: 'asked for a visit',
  deploy: 'recorded a deploy',
  review: 'wrote a review',
  evidence: 'took evidence',
  audit: 'read this log',
};

/** The log of acts: who did what, when, from where. */
export function serveAudit(app: Hono<WebEnv>, deps: WebDeps): void {
  app.get('/audit', async (context) => {
    if (context.req.query('format') === 'csv') {
      const acts = await deps.store.acts({ limit: actsInFile, offset: 0 });
      return context.body(asCsv(acts), 200, {
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': 'attachment; filename="audit.csv"',
      });
    }
    const page = pageOf(context.req.query('page'), actsOnPage, await deps.store.actCount());
    const acts = await deps.store.acts({ limit: page.size, offset: page.offset });
    if (wantsJson(context)) return context.json({ page, acts });
    return show(context, deps, { title: 'Audit', main: list(acts, page) });
  });
}

function list(acts: readonly Act[], page: Page): Markup {
  return markup`<div class="head"><h1>Audit</h1><p class="tools"><a href="/audit?format=json" download="audit.json">JSON</a> · <a href="/audit?format=csv" download="audit.csv">CSV</a></p></div>
<p class="lead">Who did what on these pages, and who was not let in. Rows are only added; they are removed when they are older than retention.acts says, and a server that was forgotten is taken out of them. No token is in them.</p>
${acts.length === 0 ? markup`<p class="notice">Nobody did anything yet.</p>` : markup`${actTable(acts)}${pager(page, (number) => `/audit?page=${number}`)}`}`;
}

function actTable(acts: readonly Act[]): Markup {
  return table({
    caption: 'Acts, newest first',
    columns: ['When', 'Who', 'As', 'From', 'Did', 'On', 'Status'],
    rows: acts.map(({ at, account, as, address, act, subject, status }) => [
      utc(at),
      markup`<bdi>${account || '–'}</bdi>`,
      markup`<bdi>${as || '–'}</bdi>`,
      address || '–',
      actNames[act],
      markup`<bdi dir="ltr">${subject || '–'}</bdi>`,
      status,
    ]),
  });
}

function asCsv(acts: readonly Act[]): string {
  const header = ['at', 'account', 'as', 'address', 'act', 'subject', 'status'];
  const rows = acts.map(({ at, account, as, address, act, subject, status }) => {
    return [at, account, as, address, act, subject, String(status)];
  });
  return [header, ...rows].map((cells) => csvLine(cells, { newline: '\r\n', quoteEmpty: false })).join('');
}
