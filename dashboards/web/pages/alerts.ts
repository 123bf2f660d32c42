import type { Hono } from 'hono';
import type { Alert, AlertChange } from '../../../model/alert.ts';
import { aliveRule } from '../../../model/alive.ts';
import { counted } from '../../../model/counted.ts';
import type { Incident } from '../../../model/incident.ts';
import type { WebDeps, WebEnv } from '../deps.ts';
import { type Markup, markup } from '../markup.ts';
import { alertPath, alertTable, causeSentence, incidentPath, stepTable } from '../parts/alert.ts';
import { type Cut, shownOf, wayToAll } from '../parts/cut.ts';
import { showData } from '../parts/data.ts';
import { wantsWhole } from '../parts/downloads.ts';
import { contentsPart, type SectionName } from '../parts/section.ts';
import { dataAge, show } from '../parts/shell.ts';
import { alertMark } from '../parts/state.ts';
import { table } from '../parts/table.ts';
import { moment } from '../parts/when.ts';
import { type AlertList, readAlerts } from '../reading/alert-list.ts';
import { wantsJson } from './trouble.ts';

/** What on-call has to know now: incidents, alerts, and what changed lately. */
export function serveAlerts(app: Hono<WebEnv>, deps: WebDeps): void {
  app.get('/alerts', async (context) => {
    const list = await readAlerts(deps.store, aliveRule);
    if (wantsJson(context)) return showData(context, deps, list);
    const isWhole = wantsWhole(context);
    const main = page(list, { nowMs: deps.clock.now(), isWhole });
    return show(context, deps, { title: 'Alerts', main, observedAt: await dataAge(deps) });
  });
}

/** How much of each list is shown where not all is: what fires and what goes on comes first. */
const most = { alerts: 10, incidents: 5, steps: 8 } as const;

interface Around {
  readonly nowMs: number;
  /** Are long tables shown to their end? */
  readonly isWhole: boolean;
}

function page(list: AlertList, { nowMs, isWhole }: Around): Markup {
  const cutOf = <Row>(rows: readonly Row[], part: keyof typeof most) => ({
    ...{ rows, most: most[part] },
    whole: isWhole ? undefined : `/alerts?rows=all#${part}`,
  });
  return markup`<div class="head"><h1>Alerts</h1><p class="tools"><a href="/alerts?format=json" download="alerts.json">JSON</a></p></div>
<p class="lead">What fails at hosted servers for long enough that somebody should know.</p>
${alive(list, nowMs)}
${contentsPart(sections)}
${alertsPart(cutOf(list.alerts, 'alerts'), nowMs)}
<h2 id="incidents">Incidents</h2>
<p>Alerts that began together and share something. What they share is where to look first; it is not proof of the cause.</p>
${incidentsPart(cutOf(list.incidents, 'incidents'), nowMs)}
<h2 id="steps">What changed</h2>
${stepsPart(cutOf(list.changes, 'steps'), nowMs)}`;
}

const sections = [
  { id: 'alerts', title: 'Alerts' },
  { id: 'incidents', title: 'Incidents' },
  { id: 'steps', title: 'What changed' },
] as const satisfies readonly SectionName[];

function alertsPart(cut: Cut<Alert>, nowMs: number): Markup {
  if (cut.rows.length === 0)
    return markup`<p class="notice good" id="alerts">There is no alert: no failure of a hosted server lasted long enough, and none waits to become one.</p>`;
  const caption = 'Alerts: those that fire first, then the loudest, then the oldest';
  return markup`<p class="counts" id="alerts">${countsOf(cut.rows)}</p>
${alertTable(shownOf(cut), { caption, nowMs })}${wayToAll(cut, 'most urgent')}`;
}

/** How many alerts are in each state. */
function countsOf(alerts: readonly Alert[]): readonly Markup[] {
  const byState = Map.groupBy(alerts, ({ state }) => state);
  return [...byState].map(
    ([state, { length }]) => markup`<span>${alertMark(state)} ${String(length)}</span> `,
  );
}

function incidentsPart(cut: Cut<Incident>, nowMs: number): Markup {
  if (cut.rows.length === 0) return markup`<p class="notice">There was none yet.</p>`;
  return markup`${incidentTable(shownOf(cut), nowMs)}${wayToAll(cut, 'first')}`;
}

function stepsPart(cut: Cut<AlertChange>, nowMs: number): Markup {
  if (cut.rows.length === 0) return markup`<p class="notice">No alert has ever begun.</p>`;
  const caption = `The last ${counted(shownOf(cut).length, 'step')} of alerts, newest first`;
  return markup`${stepTable(shownOf(cut), { caption, nowMs })}${wayToAll(cut, 'newest')}`;
}

function alive({ alive: alert }: AlertList, nowMs: number): Markup {
  if (alert === undefined)
    return markup`<p class="notice">No pass over the alerts is known. If fediscope has just started, load this page again in a minute.</p>`;
  const { id, state, lastFailedAt } = alert;
  return markup`<p>${state !== 'firing' && alertMark(state)} The dead-man's switch <a href="${alertPath(id)}">${alert.rule}</a> was last set ${moment(lastFailedAt, nowMs)}.</p>`;
}

function incidentTable(incidents: readonly Incident[], nowMs: number): Markup {
  return table({
    caption: 'Incidents: those that go on first, then the newest',
    columns: ['Incident', 'Began', 'State'],
    rows: incidents.map((incident) => [
      markup`<a href="${incidentPath(incident.id)}">${causeSentence(incident)}</a>`,
      moment(incident.startedAt, nowMs),
      incident.endedAt === undefined ? 'goes on' : markup`ended ${moment(incident.endedAt, nowMs)}`,
    ]),
  });
}
