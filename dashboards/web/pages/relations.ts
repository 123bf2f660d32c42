import type { Hono } from 'hono';
import { type Host, parseHost } from '../../../model/host.ts';
import { type RelationState, relationStates } from '../../../store/relations.ts';
import { listStates } from '../../panels/list-states.ts';
import { rejectionsOverTime } from '../../panels/rejections-over-time.ts';
import type { WebDeps, WebEnv } from '../deps.ts';
import { type Markup, markup } from '../markup.ts';
import { showData } from '../parts/data.ts';
import { coverageNotice } from '../parts/defederation.ts';
import { pager } from '../parts/page.ts';
import { panelsPart } from '../parts/panels.ts';
import { relationMatrix, relationNames } from '../parts/relation.ts';
import { hostName } from '../parts/server-list.ts';
import { show } from '../parts/shell.ts';
import { readPanels, windowOf } from '../reading/panels.ts';
import { type RelationsView, readRelations } from '../reading/relations.ts';
import { refuseValue } from './mistake.ts';
import { wantsJson } from './trouble.ts';

/** Hosted servers against peers: what is known between each two. */
export function serveRelations(app: Hono<WebEnv>, deps: WebDeps): void {
  app.get('/relations', async (context) => {
    const asked = context.req.query('state') || undefined;
    const state = relationStates.find((name) => name === asked);
    if (asked !== undefined && state === undefined)
      return refuseValue(context, deps, { parameter: 'state', asked, allowed: relationStates });
    const server = hostOf(context.req.query('server'));
    const columns = context.req.query('columns');
    const view = await readRelations(deps.store, {
      page: context.req.query('page'),
      columns,
      ...(state !== undefined && { state }),
      ...(server !== undefined && { server }),
    });
    if (wantsJson(context)) return showData(context, deps, view);
    const observedAt = view.observedAt ?? 'none';
    const nowMs = deps.clock.now();
    const window = windowOf(context.req.query(), nowMs);
    const panels = await readPanels(deps.store, panelsShown, { ...window, ...(server && { server }) });
    const keep = { ...(state && { state }), ...(server && { server }) };
    const place = { window, nowMs, path: '/relations', board: '/boards/relations', keep };
    const main = markup`${page(view, { state, server })}${panelsPart(panels, place)}`;
    return show(context, deps, { title: 'Relations', main, observedAt });
  });
}

const panelsShown = [rejectionsOverTime, listStates];

interface Asked {
  readonly state: RelationState | undefined;
  readonly server: Host | undefined;
}

function page(view: RelationsView, asked: Asked): Markup {
  const here = (changes: Record<string, string>) => pathOf(asked, changes);
  return markup`<div class="head"><h1>Relations</h1><p class="tools"><a href="${here({ format: 'json' })}" download="relations.json">JSON</a></p></div>
<p class="lead">What is known between each hosted server and each peer, the worst first. A cell leads to how we know. Who does not publish a list may reject us all the same.</p>
${coverageNotice(view.coverage)}
${asked.server !== undefined && markup`<p>Only <bdi>${hostName(asked.server)}</bdi>. <a href="/relations">All hosted servers</a></p>`}
${states(asked)}
${view.hosted.page.total > view.hosted.page.size && markup`<p>Hosted servers:</p>${pager(view.hosted.page, (number) => here({ columns: String(number) }))}`}
${view.peers.length === 0 || view.hosted.servers.length === 0 ? markup`<p class="notice">${empty(view, asked)}</p>` : markup`${relationMatrix(view.hosted.servers, view.peers)}${pager(view.page, (number) => here({ page: String(number) }))}`}`;
}

function pathOf({ state, server }: Asked, changes: Record<string, string>): string {
  const query = new URLSearchParams({ ...(state && { state }), ...(server && { server }), ...changes });
  return `/relations?${query}`;
}

function states({ state, server }: Asked): Markup {
  const link = (name: RelationState | undefined) => pathOf({ state: name, server }, {});
  return markup`<nav class="tabs" aria-label="State"><ul><li><a href="${link(undefined)}"${state === undefined && markup` aria-current="true"`}>All</a></li>${relationStates.map(
    (name) =>
      markup`<li><a href="${link(name)}"${name === state && markup` aria-current="true"`}><span class="cell cell-${name}">${relationNames[name].letter}</span> ${relationNames[name].name}</a></li>`,
  )}</ul></nav>`;
}

function empty({ hosted, coverage }: RelationsView, { state, server }: Asked): string {
  if (hosted.servers.length === 0 && server !== undefined)
    return 'No hosted server has this name. Look for a typing error, or take all hosted servers.';
  if (hosted.servers.length === 0)
    return 'No hosted server is configured. Add yours to hosted in fediscope.yaml.';
  if (coverage.known === 0)
    return 'No peer is watched. Add some to peers.seeds in fediscope.yaml, or let peers.discover find them.';
  return state === undefined
    ? 'There is no peer on this page.'
    : `No peer stands so to a hosted server: ${relationNames[state].name}.`;
}

function hostOf(text: string | undefined): Host | undefined {
  const named = parseHost(text ?? '');
  return named.ok ? named.host : undefined;
}
