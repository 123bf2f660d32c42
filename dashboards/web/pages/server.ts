import type { Context, Hono } from 'hono';
import { counted } from '../../../model/counted.ts';
import { parseHost } from '../../../model/host.ts';
import { availabilityTimeline } from '../../panels/availability-timeline.ts';
import { failuresByCode } from '../../panels/failures-by-code.ts';
import { latencyPhases } from '../../panels/latency-phases.ts';
import type { WebDeps, WebEnv } from '../deps.ts';
import { mayOpen } from '../guard/access.ts';
import { type Markup, markup } from '../markup.ts';
import { showData } from '../parts/data.ts';
import { wantsWhole } from '../parts/downloads.ts';
import { type FindingContext, rulePath } from '../parts/finding.ts';
import { findingsPart } from '../parts/findings.ts';
import { certificateCell, deliveryCell } from '../parts/hosted.ts';
import { observationColumns, observationRow } from '../parts/observation.ts';
import { panelsPart } from '../parts/panels.ts';
import { alertsPart, historyPart, licencePart, relationsPart, statesPart } from '../parts/past.ts';
import { peersPart, type WorstPeers } from '../parts/peers.ts';
import { contentsPart, foldedPart, type SectionName } from '../parts/section.ts';
import { hostName, noAnswerSince, serverPath } from '../parts/server-list.ts';
import { show } from '../parts/shell.ts';
import { consentMark, outcomeMark, replayedMark, severityMark, stateMark, states } from '../parts/state.ts';
import { table } from '../parts/table.ts';
import { lasting, moment, utc } from '../parts/when.ts';
import { consentMeanings } from '../parts/words.ts';
import { isReplayed } from '../reading/beginnings.ts';
import { readDossier, type ServerDossier } from '../reading/dossier.ts';
import { type AnsweredPanel, type PanelWindow, readPanels, windowOf } from '../reading/panels.ts';
import { readPast, type ServerPast } from '../reading/server-past.ts';
import { recheckNotice } from './recheck.ts';
import { refuse, wantsJson } from './trouble.ts';

/** One server: its state, every finding with its evidence, every probe, and what changed when. */
export function serveServer(app: Hono<WebEnv>, deps: WebDeps): void {
  app.get('/servers/:host', async (context) => {
    const dossier = await dossierOf(context, deps);
    if (dossier === undefined) return refuse(context, deps, 'no-such-server');
    const nowMs = deps.clock.now();
    const past = await readPast(deps.store, dossier.view.server, nowMs);
    const peers = await worstPeers(context, deps, dossier);
    if (wantsJson(context))
      return showData(context, deps, { ...dossier, past, ...(peers !== undefined && { peers }) });
    const window = windowOf(context.req.query(), nowMs);
    const { host, role } = dossier.view.server;
    const panels =
      role === 'peer' ? [] : await readPanels(deps.store, panelsShown, { ...window, server: host });
    const main = page(dossier, { context, deps, past, peers, window, panels });
    return show(context, deps, {
      title: dossier.view.server.host,
      main,
      observedAt: dossier.view.observedAt ?? 'none',
    });
  });
}

async function dossierOf(context: Context<WebEnv>, deps: WebDeps): Promise<ServerDossier | undefined> {
  const named = parseHost(context.req.param('host') ?? '');
  return named.ok ? readDossier(deps.store, named.host) : undefined;
}

const peersShown = 10;

/** Of hosted servers, for those who may see what is between two servers. */
async function worstPeers(
  context: Context<WebEnv>,
  { store }: WebDeps,
  { view }: ServerDossier,
): Promise<WorstPeers | undefined> {
  const { host, role } = view.server;
  if (role !== 'hosted' || !mayOpen(context.get('reader'), '/relations')) return undefined;
  return store.relations({ server: host }, { limit: peersShown, offset: 0 });
}

/** Panels are of hosted servers. */
const panelsShown = [availabilityTimeline, latencyPhases, failuresByCode];

interface Around {
  readonly context: Context<WebEnv>;
  readonly deps: WebDeps;
}

interface Read extends Around {
  readonly past: ServerPast;
  /** Absent: it is no hosted server, or they are not for this reader. */
  readonly peers: WorstPeers | undefined;
  readonly window: PanelWindow;
  readonly panels: readonly AnsweredPanel[];
}

function page(dossier: ServerDossier, around: Read): Markup {
  const { deps, past, peers, window, panels } = around;
  const { view, latest, history, changes } = dossier;
  const nowMs = deps.clock.now();
  return markup`<div class="head"><h1>${hostName(view.server.host)}</h1><p class="tools"><a href="${serverPath(view.server.host)}?format=json" download="${view.server.host}.json">JSON</a></p></div>
${banner(dossier, past, around)}
${facts(dossier, around)}
${contentsPart(contentsOf(dossier, around))}
${alertsPart(past, { state: view.state, nowMs, whole: wantsWhole(around.context) ? undefined : `${serverPath(view.server.host)}?rows=all#alerts` })}
${findingsPart(dossier.findings, findingContext(dossier, around))}
${relationsPart(past)}
${peers !== undefined && peersPart(view.server.host, peers)}
${panels.length > 0 && panelsPart(panels, { window, nowMs, path: serverPath(view.server.host), board: `/boards/server?server=${encodeURIComponent(view.server.host)}` })}
${statesPart(past, nowMs)}
${licencePart(dossier.findings)}
${historyPart(past, nowMs)}
${latest.length === 0 ? markup`<h2 id="probes">Probes</h2><p class="notice">Nothing was observed yet. The first visit is still to come or running.</p>` : foldedPart(sections.probes, `${latest.length}, the newest observation of each`, table({ caption: 'The newest observation of every probe', columns: observationColumns, rows: latest.map((one) => observationRow(one, nowMs)) }))}
${changes.length === 0 ? markup`<h2 id="changes">What changed</h2><p class="notice">No rule has been judged here yet.</p>` : foldedPart(sections.changes, `the last ${counted(changes.length, 'outcome')} of rules`, changeTable(dossier, nowMs))}
${history.length > 0 && foldedPart(sections.recent, `the last ${history.length}`, table({ caption: `The last ${counted(history.length, 'observation')}, newest first`, columns: observationColumns, rows: history.map((one) => observationRow(one, nowMs)) }))}`;
}

const sections = {
  alerts: { id: 'alerts', title: 'Alerts' },
  findings: { id: 'findings', title: 'Findings' },
  relations: { id: 'relations', title: 'Towards our servers' },
  peers: { id: 'peers', title: 'Peers' },
  charts: { id: 'over-time', title: 'Over time' },
  timeline: { id: 'timeline', title: 'Timeline' },
  licence: { id: 'licence', title: 'Licence' },
  history: { id: 'history', title: 'History' },
  probes: { id: 'probes', title: 'Probes' },
  changes: { id: 'changes', title: 'What changed' },
  recent: { id: 'recent', title: 'Recent observations' },
} as const satisfies Readonly<Record<string, SectionName>>;

/** The parts that this server has, in their order. */
function contentsOf({ history }: ServerDossier, { past, peers, panels }: Read): readonly SectionName[] {
  const left: ReadonlySet<SectionName | false> = new Set([
    (past.relations === undefined || past.hosted.length === 0) && sections.relations,
    peers === undefined && sections.peers,
    panels.length === 0 && sections.charts,
    history.length === 0 && sections.recent,
  ]);
  return Object.values(sections).filter((section) => !left.has(section));
}

function banner({ view }: ServerDossier, { delivery }: ServerPast, { context, deps }: Around): Markup {
  const result = recheckNotice(context.req.query('recheck'), context.req.query('until'));
  return markup`<section class="panel state tone-${states[view.state].tone}" aria-label="State">
<p class="big">${stateMark(view.state, view.unreachable)} ${view.since !== undefined && markup`for ${lasting(view.since, deps.clock.now())}`} ${replayedMark(view.replayed)}${noAnswerSince(view, deps.clock.now())}</p>
<p>${states[view.state].says}${view.unreachable && view.state !== 'unreachable' && ` ${states.unreachable.says}`}</p>
${delivery !== undefined && markup`<p>Peers keep what is for it and try again. They stop delivering: ${deliveryCell(delivery)}</p>`}
${result !== undefined && markup`<p class="notice" role="status">${result}</p>`}
${deps.recheck !== undefined && mayOpen(context.get('reader'), `${serverPath(view.server.host)}/recheck`, 'POST') && markup`<form method="post" action="${serverPath(view.server.host)}/recheck"><input type="hidden" name="csrf" value="${context.get('formToken')()}"><button>Re-check now</button></form>`}
</section>`;
}

function facts({ view, replayedUntil }: ServerDossier, { context, deps }: Around): Markup {
  const nowMs = deps.clock.now();
  const { server } = view;
  const expected = Object.entries(server.expect).map(([what, value]) => `${what}: ${value}`);
  return markup`<section class="panel" aria-label="Facts"><dl class="facts">
<div><dt>Watched as</dt><dd>${consentMark(server.consent)}. ${consentMeanings[server.consent]}</dd></div>
${server.customer !== undefined && markup`<div><dt>Customer</dt><dd><bdi>${server.customer}</bdi></dd></div>`}
${server.role === 'hosted' && markup`<div><dt>Federation</dt><dd><a href="${serverPath(server.host)}/defederation">Who rejects or limits it</a>${mayOpen(context.get('reader'), '/relations') && markup` · <a href="/relations?server=${encodeURIComponent(server.host)}">Its relations with every peer</a>`}</dd></div>`}
<div><dt>Licence</dt><dd><a href="${serverPath(server.host)}/licence">What source it offers</a></dd></div>
<div><dt>Watched since</dt><dd>${utc(server.watchedSince)}</dd></div>
<div><dt>Last observation</dt><dd>${view.observedAt === undefined ? 'none yet' : moment(view.observedAt, nowMs)}</dd></div>
<div><dt>Certificate</dt><dd>${certificateCell(view.certificateEnd, nowMs)}</dd></div>
${expected.length > 0 && markup`<div><dt>Contract says</dt><dd><bdi>${expected.join(', ')}</bdi></dd></div>`}
${replayedUntil !== undefined && markup`<div><dt>Replayed</dt><dd>What is dated ${utc(replayedUntil)} or earlier is history that was replayed, not seen live. It is marked.</dd></div>`}
</dl></section>`;
}

function findingContext(
  { evidence, replayedUntil }: ServerDossier,
  { context, deps }: Around,
): Omit<FindingContext, 'unfolded'> {
  return {
    rules: new Map(deps.rules.map((rule) => [rule.id, rule])),
    observations: new Map(evidence.map((one) => [one.id, one])),
    nowMs: deps.clock.now(),
    replayedUntil,
    hasBundles: deps.bundle !== undefined && mayOpen(context.get('reader'), '/bundles/any'),
  };
}

function changeTable({ changes, replayedUntil }: ServerDossier, nowMs: number): Markup {
  return table({
    caption: 'Outcomes of rules as they began, newest first',
    columns: ['Rule', 'Became', 'Because', 'When'],
    rows: changes.map((finding) => [
      markup`<a href="${rulePath(finding.rule)}">${finding.rule}</a>`,
      finding.outcome === 'failed'
        ? markup`${outcomeMark('failed')} ${severityMark(finding.severity)}`
        : outcomeMark(finding.outcome),
      markup`<bdi dir="ltr">${finding.because || '–'}</bdi>`,
      markup`${moment(finding.since, nowMs)} ${replayedMark(isReplayed(finding.since, replayedUntil))}`,
    ]),
  });
}
