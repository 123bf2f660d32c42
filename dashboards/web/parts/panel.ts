import { parseHost } from '../../../model/host.ts';
import type { Panel } from '../../panels/panel.ts';
import type { PanelCell, PanelRow } from '../../panels/read.ts';
import { barsOf, type Grade, gradeOf, type Line, linesOf, numberOf, worstGrade } from '../../panels/shape.ts';
import { type Content, type Markup, markup } from '../markup.ts';
import type { PanelWindow } from '../reading/panels.ts';
import { chart } from './chart.ts';
import { barOption, lineOption, mostBars, mostLines } from './chart-options.ts';
import { graphPart } from './graph.ts';
import { noValue, quantity, quantityOf } from './quantity.ts';
import { serverLink } from './server-list.ts';
import { table } from './table.ts';
import { timelineOption } from './timeline.ts';
import { moment, utc } from './when.ts';

/** What is said beside an answer. `observedAt`: the newest observation it rests on, RFC 3339; absent: it is said elsewhere on the page. */
export interface PanelContext {
  readonly nowMs: number;
  readonly observedAt?: string;
  /** What it was asked about; a picture over time is as wide. Absent: it begins and ends with its points. */
  readonly window?: Pick<PanelWindow, 'from' | 'to'>;
  /** The address of the page on which long tables are whole. Absent: this one. */
  readonly whole?: string;
}

/** A table that is longer is cut to so many rows, where there is a page on which it is whole. */
const rowsShown = 8;

const gradeWords: Readonly<Record<Grade, string | undefined>> = {
  fine: undefined,
  warning: 'Needs a look',
  critical: 'Needs action',
};

/** A panel with its answer: the picture or the number, every value as a table, how bad it is, and what to do. */
export function panelPart(panel: Panel, rows: readonly PanelRow[], context: PanelContext): Markup {
  const grade = worstGrade(panel, rows);
  return framed(
    panel,
    markup`${rows.length === 0 ? nothingOf(panel) : answer(panel, rows, context)}
${context.observedAt !== undefined && markup`<p class="muted">Data of ${moment(context.observedAt, context.nowMs)}.</p>`}`,
    grade,
  );
}

/** A panel whose question got no answer. `says`: why, and what to do about it. */
export function panelTrouble(panel: Panel, says: string): Markup {
  return framed(panel, markup`<p class="notice">${says}</p>`, 'fine');
}

const nothing = markup`<p class="notice">Nothing in this window. Choose a longer one, or wait for the next visits.</p>`;

/** What is said where there is no row. Lists of blocks are read at any time: there is no window to make longer. */
function nothingOf({ kind }: Panel): Markup {
  return kind === 'graph' ? nobody : nothing;
}

const nobody = markup`<p class="notice good">No server's own list that we may read rejects or limits one of these servers. Imported lists are not drawn. Who is not read may do so all the same.</p>`;

function framed(panel: Panel, body: Markup, grade: Grade): Markup {
  const heading = `panel-${panel.id}`;
  const word = gradeWords[grade];
  return markup`<section class="panel panel-${panel.kind}" id="${panel.id}" aria-labelledby="${heading}">
<h3 id="${heading}">${panel.title}${word !== undefined && markup` <span class="${grade === 'critical' ? 'mark-bad' : 'mark-warn'} tag">${word}</span>`}</h3>
<p class="muted">${panel.question}</p>
${body}
<details${grade !== 'fine' && markup` open`}><summary>What to do</summary><p>${panel.action}</p></details>
</section>`;
}

function answer(panel: Panel, rows: readonly PanelRow[], context: PanelContext): Markup {
  switch (panel.kind) {
    case 'number':
      return number(panel, rows);
    case 'table':
      return cutTable(panel, rows, context);
    case 'bars':
      return bars(panel, rows, context);
    case 'series':
    case 'timeline':
      return overTime(panel, rows, context);
    case 'graph':
      return graphPart(panel, rows);
  }
}

function number(panel: Panel, rows: readonly PanelRow[]): Markup {
  const value = numberOf(rows);
  if (value === undefined)
    return markup`<p class="figure">${noValue} <span class="muted">no data yet</span></p>`;
  const tone = { fine: '', warning: 'tone-warn', critical: 'tone-bad' }[gradeOf(value, panel.thresholds)];
  return markup`<p class="figure ${tone}"><strong>${quantity(value, panel.unit)}</strong></p>`;
}

/** The rows come the one to look at first first. */
function cutTable(panel: Panel, rows: readonly PanelRow[], context: PanelContext): Markup {
  const { whole } = context;
  if (whole === undefined || rows.length <= rowsShown) return rowTable(panel, rows, context);
  return markup`<p>The first ${rowsShown} of ${rows.length} rows are shown. <a href="${whole}#${panel.id}">Show all ${rows.length}</a></p>
${rowTable(panel, rows.slice(0, rowsShown), context)}`;
}

function rowTable(panel: Panel, rows: readonly PanelRow[], { nowMs }: PanelContext): Markup {
  const columns = Object.keys(rows[0] ?? {}).map((name) => (name === 'value' ? 'Value' : name));
  const cells = rows.map((row) =>
    Object.entries(row).map(([name, cell]) => cellOf({ name, cell, nowMs, unit: panel.unit })),
  );
  return table({ caption: panel.title, columns, rows: cells });
}

interface Cell {
  readonly name: string;
  readonly cell: PanelCell;
  readonly nowMs: number;
  readonly unit: Panel['unit'];
}

const hostColumns: ReadonlySet<string> = new Set(['Server', 'Peer']);
const instantShape = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{3})?Z$/;

function cellOf({ name, cell, nowMs, unit }: Cell): Content {
  if (typeof cell !== 'string') return quantityOf(cell, name === 'value' ? unit : 'none');
  const parsed = hostColumns.has(name) ? parseHost(cell) : undefined;
  if (parsed?.ok) return serverLink(parsed.host);
  return instantShape.test(cell) ? moment(cell, nowMs) : markup`<bdi>${cell === '' ? noValue : cell}</bdi>`;
}

function bars(panel: Panel, rows: readonly PanelRow[], context: PanelContext): Markup {
  const drawn = barsOf(rows).slice(0, mostBars);
  return pictured({
    panel,
    left: rows.length - drawn.length,
    picture: chart({
      label: `${panel.title}: bars, as the table below has them`,
      height: 12 + 24 * drawn.length,
      beginsAt: 'names',
      option: barOption(drawn, panel),
    }),
    values: rowTable(panel, rows, context),
  });
}

function overTime(panel: Panel, rows: readonly PanelRow[], { window }: PanelContext): Markup {
  const lines = linesOf(rows);
  const drawn = worstFirst(lines, panel).slice(0, mostLines);
  const isTimeline = panel.kind === 'timeline';
  return pictured({
    panel,
    left: lines.length - drawn.length,
    picture: chart({
      label: `${panel.title} over time, as the table below has it`,
      height: isTimeline ? 40 + 24 * drawn.length : 220 + 24 * Math.ceil(drawn.length / 3),
      beginsAt: 'newest',
      option: isTimeline ? timelineOption(drawn, window) : lineOption(drawn, panel, window),
    }),
    values: timeTable(panel, drawn),
  });
}

/** Where not all fit, the worst are drawn: lowest first where low is bad, else highest first. */
function worstFirst(lines: readonly Line[], { kind, thresholds }: Panel): readonly Line[] {
  if (lines.length <= mostLines) return lines;
  const isLowBad = kind === 'timeline' || thresholds?.worse === 'below';
  const values = ({ points }: Line) => points.map(([, value]) => value);
  return lines.toSorted((a, b) =>
    isLowBad
      ? Math.min(...values(a)) - Math.min(...values(b))
      : Math.max(...values(b)) - Math.max(...values(a)),
  );
}

interface Pictured {
  readonly panel: Panel;
  readonly left: number;
  readonly picture: Markup;
  readonly values: Markup;
}

function pictured({ panel, left, picture, values }: Pictured): Markup {
  return markup`${picture}
${left > 0 && markup`<p class="muted">${left} more are not drawn: narrow the view to a server or a customer.</p>`}
<details><summary>Values of ${panel.title}</summary>${values}</details>`;
}

function timeTable(panel: Panel, lines: readonly Line[]): Markup {
  const times = [...new Set(lines.flatMap(({ points }) => points.map(([atMs]) => atMs)))].toSorted(
    (a, b) => b - a,
  );
  const values = lines.map(({ points }) => new Map(points));
  const said = (value: number | undefined) => {
    if (value === undefined) return noValue;
    if (panel.kind === 'timeline') return value === 1 ? 'up' : 'down';
    return quantity(value, panel.unit);
  };
  return table({
    caption: `${panel.title}, newest first`,
    columns: ['Time', ...lines.map(({ name }) => name)],
    rows: times.map((atMs) => [
      utc(new Date(atMs).toISOString()),
      ...values.map((line) => said(line.get(atMs))),
    ]),
  });
}
