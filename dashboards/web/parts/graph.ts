import { parseHost } from '../../../model/host.ts';
import { type Edge, type Graph, graphOf } from '../../panels/graph.ts';
import type { Panel } from '../../panels/panel.ts';
import type { PanelRow } from '../../panels/read.ts';
import { type Content, type Markup, markup } from '../markup.ts';
import { chart } from './chart.ts';
import { graphHeight, graphOption } from './graph-option.ts';
import { quantity } from './quantity.ts';
import { serverLink } from './server-list.ts';
import { table } from './table.ts';

/** Who rejects or limits whom: the picture, how to read it, of how many it tells, and every line as a row of a table. */
export function graphPart({ title }: Panel, rows: readonly PanelRow[]): Markup {
  const graph = graphOf(rows);
  return markup`${chart({
    label: `${title}: lines from who rejects or limits to whom, as the table below has them`,
    height: graphHeight(graph),
    beginsAt: 'names',
    option: graphOption(graph),
  })}
<p class="muted">At the left who rejects or limits, the larger the more active users it states. At the right whom: a square is a server of ours, a diamond what was an island at the last count. A whole line rejects, a dashed one limits.</p>
<p>${extent(graph)} ${graph.coverage}.</p>
<details><summary>Every line as a table</summary>${edgeTable(title, graph)}</details>`;
}

/** How much of what is known is drawn, in a sentence. */
export function extent({ sources, aims, edges, inAll }: Graph): string {
  const drawn = new Set(edges.map(({ who }) => who)).size;
  const left = [
    ...(inAll.sources > drawn ? [`${inAll.sources - drawn} of ${inAll.sources} who reject or limit`] : []),
    ...(inAll.aims > aims.length ? [`${inAll.aims - aims.length} of ${inAll.aims} whom that is about`] : []),
  ];
  if (left.length === 0) return `All ${sources.length + aims.length} servers are drawn.`;
  return `Drawn are the largest; left out are ${left.join(', and ')}.`;
}

function edgeTable(title: string, { edges, aims, coverage }: Graph): Markup {
  const kinds = new Map(aims.map(({ name, is }) => [name, is]));
  return table({
    caption: `${title}, as the picture has it. ${coverage}.`,
    columns: ['Who', 'What', 'Whom', 'Active users of the first'],
    rows: edges.map((edge) => [
      named(edge.who),
      edge.what,
      markup`${named(edge.whom)} <span class="muted">${kinds.get(edge.whom)}</span>`,
      sizeOf(edge),
    ]),
  });
}

function sizeOf({ activeUsers }: Edge): string {
  return activeUsers === undefined ? 'not told' : quantity(activeUsers, 'count');
}

function named(name: string): Content {
  const parsed = parseHost(name);
  return parsed.ok ? serverLink(parsed.host) : markup`<bdi>${name}</bdi>`;
}
