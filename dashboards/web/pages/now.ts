import type { Hono } from 'hono';
import { counted } from '../../../model/counted.ts';
import type { Audience } from '../../../model/finding.ts';
import { audiences } from '../../../model/finding.ts';
import type { PeerRelations } from '../../../store/relations.ts';
import { availabilityTimeline } from '../../panels/availability-timeline.ts';
import { relationsBroken } from '../../panels/relations-broken.ts';
import type { Progress, WebDeps, WebEnv } from '../deps.ts';
import { mayOpen } from '../guard/access.ts';
import { type Markup, markup } from '../markup.ts';
import { brokenPart } from '../parts/broken.ts';
import { candidatesPanel } from '../parts/candidates.ts';
import { changeTable } from '../parts/change.ts';
import { showData } from '../parts/data.ts';
import { wantsWhole } from '../parts/downloads.ts';
import { hostedTable } from '../parts/hosted.ts';
import { incidentsPart } from '../parts/incidents.ts';
import { pager } from '../parts/page.ts';
import { panelsPart } from '../parts/panels.ts';
import { foldedPart } from '../parts/section.ts';
import { serverTable } from '../parts/server-list.ts';
import { show } from '../parts/shell.ts';
import { states, statesByUrgency } from '../parts/state.ts';
import { audienceNames, audienceQuestions } from '../parts/words.ts';
import { readBroken } from '../reading/broken.ts';
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
    const relations = mayOpen(context.get('reader'), '/relations') ? await readBroken(deps.store) : undefined;
    if (wantsJson(context)) return showData(context, deps, { ...now, ...(relations && { relations }) });
    const window = windowOf(context.req.query(), asked.nowMs);
    const panels = now.hosted.length === 0 ? [] : await readPanels(deps.store, panelsShown, window);
    const reloads = context.req.query('reload') === 'on';
    const isWhole = wantsWhole(context);
    const arePeersAsked = asked.peersPage !== undefined;
    const main = page(now, { deps, relations, reloads, isWhole, arePeersAsked, window, panels });
    const observedAt = now.observedAt ?? 'none';
    return show(context, deps, { title: 'Now', main, observedAt, ...(reloads && { reloadSeconds }) });
  });
}

const panelsShown = [availabilityTimeline, relationsBroken];

interface Around {
  readonly deps: WebDeps;
  /** Absent: they are not for this reader. */
  readonly relations: readonly PeerRelations[] | undefined;
  readonly reloads: boolean;
  /** Are long tables shown to their end? */
  readonly isWhole: boolean;
  readonly arePeersAsked: boolean;
  readonly window: PanelWindow;
  readonly panels: readonly AnsweredPanel[];
}

/** On a phone what is broken, and between whom, stands before everything that is long. */
function page(now: Now, around: Around): Markup {
  const { hosted } = now;
  return markup`<div class="head"><h1>Now</h1>${tools(around.reloads)}</div>
${hosted.length === 0 ? nothingHosted(now) : ours(now, around)}
${changesPart(now, around)}
${overTime(around)}
<h2 id="failing">What fails, for whom</h2>
<ul class="tiles wide-tiles">${audiences.map((audience) => audienceTile(audience, now))}</ul>
${peersPart(now, around)}
${around.deps.candidates !== undefined && candidatesPanel(around.deps.candidates())}`;
}

function ours(now: Now, { deps, relations, isWhole, reloads }: Around): Markup {
  const { hosted } = now;
  const nowMs = deps.clock.now();
  return markup`${tiles(now)}
<div class="beside">${incidentsPart(now, nowMs)}${relations !== undefined && brokenPart(relations)}</div>
<h2 id="hosted" class="unseen">Hosted servers</h2>
${hostedTable(hosted, nowMs, isWhole ? undefined : wholePath(reloads))}${notices(now)}`;
}

function wholePath(reloads: boolean): string {
  return reloads ? '/?reload=on&rows=all' : '/?rows=all';
}

function changesPart({ changes }: Now, { deps, isWhole, reloads }: Around): Markup {
  const whole = isWhole ? undefined : wholePath(reloads);
  return markup`<h2 id="changes">What changed in the last hour</h2>
${changes.length === 0 ? markup`<p class="notice">Nothing changed at hosted servers: no alert, no new failure, no deploy. Deploys are told with <code>fediscope annotate deploy</code>.</p>` : changeTable(changes, deps.clock.now(), whole)}`;
}

function overTime({ deps, panels, window }: Around): Markup | undefined {
  if (panels.length === 0) return undefined;
  return panelsPart(panels, { window, nowMs: deps.clock.now(), path: '/', board: '/boards/now' });
}

/** Open for those who go through its pages. */
function peersPart({ peers }: Now, { deps, arePeersAsked }: Around): Markup {
  const progress = deps.progress !== undefined && progressLine(deps.progress());
  if (peers.page.total === 0)
    return markup`<h2 id="peers">Peers</h2>${progress}<p class="notice">No peer is watched. Add some to <code>peers.seeds</code> in fediscope.yaml, or let <code>peers.discover</code> find them.</p>`;
  const list = serverTable(peers.views, { caption: 'Peer servers, by name', nowMs: deps.clock.now() });
  const body = markup`${list}${pager(peers.page, (page) => `/?peers=${page}#peers`)}`;
  return markup`${foldedPart({ id: 'peers', title: 'Peers', isOpen: arePeersAsked }, `${peers.page.total} are watched`, body)}${progress}`;
}

function tools(reloads: boolean): Markup {
  return markup`<p class="tools">${
    reloads
      ? markup`Loads again every ${reloadSeconds} s. <a href="/">Stop</a>`
      : markup`<a href="/?reload=on">Load again every ${reloadSeconds} s</a>`
  } · <a href="/?format=json" download="now.json">JSON</a></p>`;
}

function progressLine({ visiting, waiting, visited }: Progress): Markup {
  return markup`<p class="live" role="status">The crawler visits ${counted(visiting, 'server')} now, ${counted(waiting, 'waits', 'wait')}, ${visited} visited since it started.</p>`;
}

function nothingHosted({ observedAt }: Now): Markup {
  if (observedAt === undefined)
    return markup`<p class="notice">No server is enrolled yet. If fediscope has just started, the first visit is still running: load this page again in a minute. Otherwise add your servers to <code>hosted</code> in fediscope.yaml.</p>`;
  return markup`<p class="notice">No hosted server is configured. Add yours to <code>hosted</code> in fediscope.yaml.</p>`;
}

function tiles({ hosted }: Now): Markup {
  return markup`<ul class="tiles slim">${statesByUrgency.map((state) => {
    const count = hosted.filter((view) => urgentState(view) === state).length;
    return markup`<li class="tile ${count > 0 ? `tone-${states[state].tone}` : 'none'}"><strong>${count}</strong><span>${states[state].name}</span>${count > 0 && states[state].but !== undefined && markup`<p class="muted">${states[state].but}</p>`}</li>`;
  })}</ul>`;
}

function notices({ hosted }: Now): Markup {
  const waits = hosted.filter(({ observedAt }) => observedAt === undefined).length;
  return markup`${waits > 0 && markup`<p class="notice">The first visit of ${counted(waits, 'hosted server')} is still to come or running. Load this page again in a minute.</p>`}`;
}

function audienceTile(audience: Audience, { failures }: Now): Markup {
  const { hosted, peers } = failures[audience];
  return markup`<li class="tile ${hosted > 0 && 'tone-bad'}"><a href="/findings/${audience}"><strong>${hosted}</strong><span>${audienceNames[audience]}: failing at hosted servers</span></a><p class="muted">${audienceQuestions[audience]}</p><p>${peers} failing at peers</p></li>`;
}
