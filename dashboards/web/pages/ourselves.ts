import type { Hono } from 'hono';
import { counted } from '../../../model/counted.ts';
import { failureCodes } from '../../../model/failure.ts';
import { crawlRate } from '../../panels/crawl-rate.ts';
import { storeSize } from '../../panels/store-size.ts';
import { visitsMissed } from '../../panels/visits-missed.ts';
import type { WebDeps, WebEnv } from '../deps.ts';
import { type Markup, markup } from '../markup.ts';
import { showData } from '../parts/data.ts';
import { coverageNotice } from '../parts/defederation.ts';
import { panelsPart } from '../parts/panels.ts';
import { serverLink } from '../parts/server-list.ts';
import { show } from '../parts/shell.ts';
import { observationMark } from '../parts/state.ts';
import { table } from '../parts/table.ts';
import { milliseconds, moment, span } from '../parts/when.ts';
import { type Ourselves, readOurselves } from '../reading/ourselves.ts';
import { readPanels, windowOf } from '../reading/panels.ts';
import { wantsJson } from './trouble.ts';

/** What the monitor knows of itself: whether it looks, how late it is, what it missed and what it asks of others. */
export function serveOurselves(app: Hono<WebEnv>, deps: WebDeps): void {
  app.get('/ourselves', async (context) => {
    const read = await readOurselves(deps.store, deps);
    if (wantsJson(context)) return showData(context, deps, read);
    const observedAt = read.observedAt ?? 'none';
    const nowMs = deps.clock.now();
    const window = windowOf(context.req.query(), nowMs);
    const panels = await readPanels(deps.store, panelsShown, window);
    const charts = panelsPart(panels, { window, nowMs, path: '/ourselves', board: '/boards/ourselves' });
    return show(context, deps, { title: 'Ourselves', main: page(read, deps, charts), observedAt });
  });
}

const panelsShown = [crawlRate, visitsMissed, storeSize];

function page(read: Ourselves, deps: WebDeps, charts: Markup): Markup {
  const nowMs = deps.clock.now();
  return markup`<div class="head"><h1>Ourselves</h1><p class="tools"><a href="/ourselves?format=json" download="ourselves.json">JSON</a></p></div>
<p class="lead">Whether this monitor does its work. Where it does not, silence of a server means nothing. Figures are of the last hour.</p>
${tiles(read)}
<h2>What came of our work</h2>
${read.work.ends.length === 0 ? markup`<p class="notice">Nothing was scheduled in the last hour. Look at the log of the crawler, and at <code>fediscope doctor</code>.</p>` : endTable(read)}
${charts}
<h2>Politeness</h2>
${politeness(read)}
<h2>Who waits longest</h2>
${read.work.unseen.length === 0 ? markup`<p class="notice">No server was visited yet.</p>` : table({ caption: 'Servers whose newest visit is the oldest: those that starve stand first', columns: ['Server', 'Scheduled last'], rows: read.work.unseen.map(({ server, scheduledAt }) => [serverLink(server), moment(scheduledAt, nowMs)]) })}
<h2>Coverage of lists</h2>
${coverageNotice(read.coverage)}
<h2>Store</h2>
${table({ caption: `Tables of the store, ${size(read.bytes)} together`, columns: ['Table', 'Rows', 'On disk'], rows: read.tables.map(({ table: name, rows, bytes }) => [markup`<code>${name}</code>`, String(rows), size(bytes)]) })}
<h2>Versions</h2>
<section class="panel"><dl class="facts">
<div><dt>Fediscope</dt><dd>${deps.monitor.version ?? 'not told'}</dd></div>
<div><dt>Store</dt><dd>${read.mode === 'embedded' ? 'embedded in this process' : 'ClickHouse server'}, ClickHouse ${read.work.engineVersion}</dd></div>
<div><dt>Rules</dt><dd>${deps.rules.length}</dd></div>
<div><dt>Looks from</dt><dd><bdi>${deps.monitor.vantage}</bdi></dd></div>
</dl></section>`;
}

function tiles({ work, coverage, crawling, spool, kept }: Ourselves): Markup {
  const rate = work.visits / 3_600;
  const lag = work.lagMs;
  return markup`<ul class="tiles slim">
<li class="tile"><strong>${percent(kept)}</strong><span>of what was scheduled was done</span></li>
<li class="tile"><strong>${rate.toFixed(2)}</strong><span>visits a second</span></li>
<li class="tile"><strong>${lag === undefined ? '–' : milliseconds(lag.median)}</strong><span>from answer to store, median${lag !== undefined && `; p95 ${milliseconds(lag.p95)}`}</span></li>
<li class="tile"><strong>${spool === undefined ? '–' : String(spool.segments)}</strong><span>${spool === undefined ? 'the crawler is another process' : `${spool.segments === 1 ? 'segment' : 'segments'} in the spool, ${size(spool.bytes)}`}</span></li>
<li class="tile"><strong>${crawling === undefined ? '–' : String(crawling.waiting)}</strong><span>${crawling === undefined ? 'the crawler is another process' : `${crawling.waiting === 1 ? 'visit' : 'visits'} due, ${crawling.visiting} under way`}</span></li>
<li class="tile"><strong>${coverage.byState.published}</strong><span>of ${coverage.known} peers publish their whole list</span></li>
</ul>`;
}

function percent(part: number | undefined): string {
  return part === undefined ? '–' : `${(part * 100).toFixed(1)} %`;
}

function endTable({ work }: Ourselves): Markup {
  return table({
    caption: 'Observations by how they ended, the most frequent first; "Not done by us" is what we missed',
    columns: ['Ended', 'Because', 'Observations'],
    rows: work.ends.map(({ outcome, code, count }) => [
      observationMark(outcome),
      code === '' ? 'has data' : markup`${saysOf(code)} <code>${code}</code>`,
      String(count),
    ]),
  });
}

function saysOf(code: string): string {
  const known = Object.entries(failureCodes).find(([name]) => name === code);
  return known === undefined ? '' : known[1].says;
}

function politeness({ work }: Ourselves): Markup {
  const [most] = work.asked;
  if (most === undefined)
    return markup`<p class="notice">No server with peer manners was asked anything in the last hour.</p>`;
  return markup`<p>The most that one server with peer manners was asked is ${counted(most.requests, 'request')} in an hour, in ${counted(most.visits, 'visit')}: one in ${span(3_600_000 / most.requests)} on average.</p>
${table({
  caption: 'Servers with peer manners that we asked most in the last hour',
  columns: ['Server', 'Requests', 'Visits'],
  rows: work.asked.map(({ server, requests, visits }) => [
    serverLink(server),
    String(requests),
    String(visits),
  ]),
})}`;
}

function size(bytes: number): string {
  const units = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB'] as const;
  const power = Math.min(units.length - 1, bytes < 1 ? 0 : Math.floor(Math.log2(bytes) / 10));
  if (power === 0) return counted(bytes, 'byte');
  const value = bytes / 1_024 ** power;
  return `${value.toFixed(1)} ${units[power]}`;
}
