import type { Hono } from 'hono';
import type { Audience } from '../../../model/finding.ts';
import { audiences } from '../../../model/finding.ts';
import type { Incident } from '../../../model/incident.ts';
import { availabilityTimeline } from '../../panels/availability-timeline.ts';
import { relationsBroken } from '../../panels/relations-broken.ts';
import type { Progress, WebDeps, WebEnv } from '../deps.ts';
import { type Markup, markup } from '../markup.ts';
import { causeSentence, incidentPath } from '../parts/alert.ts';
import { candidatesPanel } from '../parts/candidates.ts';
import { changeTable } from '../parts/change.ts';
import { showData } from '../parts/data.ts';
import { hostedTable } from '../parts/hosted.ts';
import { pager } from '../parts/page.ts';
import { panelsPart } from '../parts/panels.ts';
import { serverTable } from '../parts/server-list.ts';
import { show } from '../parts/shell.ts';
import { states, statesByUrgency } from '../parts/state.ts';
import { lasting } from '../parts/when.ts';
import { audienceNames, audienceQuestions } from '../parts/words.ts';
import { type Now, readNow } from '../reading/now.ts';
import { urgentState } from '../reading/overview.ts';
import { type AnsweredPanel, type PanelWindow, readPanels, windowOf } from '../reading/panels.ts';
import { wantsJson } from './trouble.ts';

const reloadSeconds = 30;

/** The page that stays open: our hosted servers as the federation sees them, incidents, what changed, and the peers. */
export function serveNow(app: Hono<WebEnv>, deps: WebDeps): void {
  app.get('/', async (context) => {
    const { budgets } = deps;
    const asked = { peersPage: context.req.query('peers'), nowMs: deps.clock.now() };
    const now = await readNow(deps.store, { ...asked, ...(budgets !== undefined && { budgets }) });
    if (wantsJson(context)) return showData(context, deps, now);
    const window = windowOf(context.req.query(), asked.nowMs);
    const panels = now.hosted.length === 0 ? [] : await readPanels(deps.store, panelsShown, window);
    const reloads = context.req.query('reload') === 'on';
    const main = page(now, { deps, reloads, window, panels });
    const observedAt = now.observedAt ?? 'none';
    return show(context, deps, { title: 'Now', main, observedAt, ...(reloads && { reloadSeconds }) });
  });
}

const panelsShown = [availabilityTimeline, relationsBroken];

interface Around {
  readonly deps: WebDeps;
  readonly reloads: boolean;
  readonly window: PanelWindow;
  readonly panels: readonly AnsweredPanel[];
}

function page(now: Now, { deps, reloads, window, panels }: Around): Markup {
  const { hosted, peers, incidents, changes } = now;
  const nowMs = deps.clock.now();
  return markup`<div class="head"><h1>Now</h1>${tools(reloads)}</div>
${hosted.length === 0 ? nothingHosted(now) : markup`${tiles(now)}${incidentList(incidents, nowMs)}${hostedTable(hosted, nowMs)}${notices(now)}`}
<h2>What changed in the last hour</h2>
${changes.length === 0 ? markup`<p class="notice">Nothing changed at hosted servers: no alert, no new failure, no deploy. Deploys are told with <code>fediscope annotate deploy</code>.</p>` : changeTable(changes, nowMs)}
${panels.length > 0 && panelsPart(panels, { window, nowMs, path: '/', board: '/boards/now' })}
<h2>What fails, for whom</h2>
<ul class="tiles wide-tiles">${audiences.map((audience) => audienceTile(audience, now))}</ul>
<h2 id="peers">Peers</h2>
${deps.progress !== undefined && progressLine(deps.progress())}
${peers.page.total === 0 ? markup`<p class="notice">No peer is watched. Add some to <code>peers.seeds</code> in fediscope.yaml, or let <code>peers.discover</code> find them.</p>` : markup`${serverTable(peers.views, { caption: 'Peer servers, by name', nowMs })}${pager(peers.page, (page) => `/?peers=${page}#peers`)}`}
${deps.candidates !== undefined && candidatesPanel(deps.candidates())}`;
}

function incidentList(incidents: readonly Incident[], nowMs: number): Markup {
  if (incidents.length === 0)
    return markup`<p class="notice good">No incident goes on. <a href="/alerts">Alerts</a></p>`;
  return markup`<section class="notice bad" aria-label="Incidents"><ul class="plain">${incidents.map(
    (incident) =>
      markup`<li><a href="${incidentPath(incident.id)}">${causeSentence(incident)}</a>, for ${lasting(incident.startedAt, nowMs)}</li>`,
  )}</ul></section>`;
}

function tools(reloads: boolean): Markup {
  return markup`<p class="tools">${
    reloads
      ? markup`Loads again every ${reloadSeconds} s. <a href="/">Stop</a>`
      : markup`<a href="/?reload=on">Load again every ${reloadSeconds} s</a>`
  } · <a href="/?format=json" download="now.json">JSON</a></p>`;
}

function progressLine({ visiting, waiting, visited }: Progress): Markup {
  return markup`<p class="live" role="status">The crawler visits ${visiting} ${servers(visiting)} now, ${waiting} ${waiting === 1 ? 'waits' : 'wait'}, ${visited} visited since it started.</p>`;
}

function servers(count: number): string {
  return count === 1 ? 'server' : 'servers';
}

function nothingHosted({ observedAt }: Now): Markup {
  if (observedAt === undefined)
    return markup`<p class="notice">No server is enrolled yet. If fediscope has just started, the first visit is still running: load this page again in a minute. Otherwise add your servers to <code>hosted</code> in fediscope.yaml.</p>`;
  return markup`<p class="notice">No hosted server is configured. Add yours to <code>hosted</code> in fediscope.yaml.</p>`;
}

function tiles({ hosted }: Now): Markup {
  return markup`<ul class="tiles slim">${statesByUrgency.map((state) => {
    const count = hosted.filter((view) => urgentState(view) === state).length;
    return markup`<li class="tile ${count > 0 && `tone-${states[state].tone}`}"><strong>${count}</strong><span>${states[state].name}</span>${count > 0 && states[state].but !== undefined && markup`<p class="muted">${states[state].but}</p>`}</li>`;
  })}</ul>`;
}

function notices({ hosted }: Now): Markup {
  const waits = hosted.filter(({ observedAt }) => observedAt === undefined).length;
  return markup`${waits > 0 && markup`<p class="notice">The first visit of ${waits} hosted ${servers(waits)} is still to come or running. Load this page again in a minute.</p>`}`;
}

function audienceTile(audience: Audience, { failures }: Now): Markup {
  const { hosted, peers } = failures[audience];
  return markup`<li class="tile ${hosted > 0 && 'tone-bad'}"><a href="/findings/${audience}"><strong>${hosted}</strong><span>${audienceNames[audience]}: failing at hosted servers</span></a><p class="muted">${audienceQuestions[audience]}</p><p>${peers} failing at peers</p></li>`;
}
