import type { CheerioAPI } from 'cheerio';
import type { Panel } from '../../../dashboards/panels/panel.ts';
import type { PanelCell, PanelRow } from '../../../dashboards/panels/read.ts';
import { linesOf } from '../../../dashboards/panels/shape.ts';
import { noValue, quantity, quantityOf } from '../../../dashboards/web/parts/quantity.ts';
import { utc } from '../../../dashboards/web/parts/when.ts';

/** Rows of a panel as a reader finds them, cell by cell. */
type Shown = readonly (readonly string[])[];

/** What a page of the site shows of a panel: its number, or the rows of its table. No rows: it says that there is nothing. */
export function shownOn(page: CheerioAPI, { id, kind }: Panel): Shown {
  const section = page(`section#${id}`);
  if (section.length !== 1) throw new Error(`${id}: stands ${section.length} times on the page`);
  if (kind === 'number')
    return section
      .find('.figure')
      .toArray()
      .map((figure) => [plain(page(figure).text())]);
  return section
    .find('tbody tr')
    .toArray()
    .map((row) =>
      page(row)
        .children()
        .toArray()
        .map((cell) => plain(textOf(page, cell))),
    );
}

/** An instant is what its element says to machines. */
function textOf(page: CheerioAPI, cell: Parameters<CheerioAPI>[0]): string {
  return page(cell).find('time').attr('datetime') ?? page(cell).text();
}

const plain = (text: string) => text.replaceAll(/\s+/g, ' ').trim();

/** What an answer is to a reader: the rows that a page has to show of it. */
export function readable(panel: Panel, rows: readonly PanelRow[]): Shown {
  if (rows.length === 0) return [];
  switch (panel.kind) {
    case 'number':
      return rows.slice(0, 1).map((row) => [figureOf(panel, Object.values(row)[0])]);
    case 'table':
    case 'bars':
      return rows.map((row) => Object.entries(row).map(([name, cell]) => cellOf(panel, name, cell)));
    case 'series':
    case 'timeline':
      return pointsOf(panel, rows);
    case 'graph':
      return rows.map(edgeOf);
  }
}

function figureOf({ unit }: Panel, value: PanelCell | undefined): string {
  return typeof value === 'number' ? quantity(value, unit) : `${noValue} no data yet`;
}

function cellOf({ unit }: Panel, name: string, cell: PanelCell): string {
  if (typeof cell === 'string') return cell === '' ? noValue : plain(cell);
  return quantityOf(cell, name === 'value' ? unit : 'none');
}

/** A row for each time, the newest first, with the value of each line. */
function pointsOf({ kind, unit }: Panel, rows: readonly PanelRow[]): Shown {
  const lines = linesOf(rows).map(({ points }) => new Map(points));
  const times = [...new Set(lines.flatMap((line) => [...line.keys()]))].toSorted((a, b) => b - a);
  const said = (value: number | undefined) => {
    if (value === undefined) return noValue;
    if (kind === 'timeline') return value === 1 ? 'up' : 'down';
    return quantity(value, unit);
  };
  return times.map((at) => [utc(new Date(at).toISOString()), ...lines.map((line) => said(line.get(at)))]);
}

function edgeOf(row: PanelRow): readonly string[] {
  const { source, mainstat, target, secondarystat } = row;
  const users = typeof secondarystat === 'number' ? quantity(secondarystat, 'count') : 'not told';
  return [String(source), String(mainstat), `${target} ${row['detail__target']}`, users];
}
