import type { Hono } from 'hono';
import { aliveRule } from '../../../model/alive.ts';
import { counted } from '../../../model/counted.ts';
import type { Incident } from '../../../model/incident.ts';
import type { WebDeps, WebEnv } from '../deps.ts';
import { type Markup, markup } from '../markup.ts';
import { alertPath, alertTable, causeSentence, incidentPath, stepTable } from '../parts/alert.ts';
import { showData } from '../parts/data.ts';
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
    const main = page(list, deps.clock.now());
    return show(context, deps, { title: 'Alerts', main, observedAt: await dataAge(deps) });
  });
}

function page(list: AlertList, nowMs: number): Markup {
  const { alerts, incidents, changes } = list;
  return markup`<div class="head"><h1>Alerts</h1><p class="tools"><a href="/alerts?format=json" download="alerts.json">JSON</a></p></div>
<p class="lead">What fails at hosted servers for long enough that somebody should know.</p>
${alive(list, nowMs)}
${alerts.length === 0 ? markup`<p class="notice good">There is no alert: no failure of a hosted server lasted long enough, and none waits to become one.</p>` : alertTable(alerts, { caption: 'Alerts: those that fire first, then the loudest, then the oldest', nowMs })}
<h2>Incidents</h2>
<p>Alerts that began together and share something. What they share is where to look first; it is not proof of the cause.</p>
${incidents.length === 0 ? markup`<p class="notice">There was none yet.</p>` : incidentTable(incidents, nowMs)}
<h2>What changed</h2>
${changes.length === 0 ? markup`<p class="notice">No alert has ever begun.</p>` : stepTable(changes, { caption: `The last ${counted(changes.length, 'step')} of alerts, newest first`, nowMs })}`;
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
