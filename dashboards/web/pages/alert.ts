import type { Hono } from 'hono';
import { noticeOf } from '../../../analyzer/alerts/notice.ts';
import type { Incident } from '../../../model/incident.ts';
import type { WebDeps, WebEnv } from '../deps.ts';
import { type Markup, markup } from '../markup.ts';
import {
  alertSpan,
  alertState,
  alertTable,
  causeSentence,
  incidentPath,
  stepTable,
  subject,
  turnPart,
} from '../parts/alert.ts';
import { showData } from '../parts/data.ts';
import { rulePath } from '../parts/finding.ts';
import { observationPath } from '../parts/observation.ts';
import { dataAge, show } from '../parts/shell.ts';
import { severityMark, unprovenMark } from '../parts/state.ts';
import { lasting, moment } from '../parts/when.ts';
import { audienceNames } from '../parts/words.ts';
import {
  type AlertDossier,
  type IncidentDossier,
  readAlert,
  readIncident,
} from '../reading/alert-dossier.ts';
import { refuse, wantsJson } from './trouble.ts';

/** One alert, and one incident: what to do first, what was seen when it began and before, and a text to pass on. */
export function serveAlert(app: Hono<WebEnv>, deps: WebDeps): void {
  app.get('/alerts/:id', async (context) => {
    const dossier = await readAlert(deps.store, context.req.param('id'));
    if (dossier === undefined) return refuse(context, deps, 'no-such-alert');
    if (wantsJson(context)) return showData(context, deps, dossier);
    const main = alertPage(dossier, deps);
    const observedAt = await dataAge(deps);
    return show(context, deps, { title: `Alert: ${dossier.alert.rule}`, main, observedAt });
  });
  app.get('/incidents/:id', async (context) => {
    const dossier = await readIncident(deps.store, context.req.param('id'));
    if (dossier === undefined) return refuse(context, deps, 'no-such-alert');
    if (wantsJson(context)) return showData(context, deps, dossier);
    const main = incidentPage(dossier, deps.clock.now());
    return show(context, deps, { title: 'Incident', main, observedAt: await dataAge(deps) });
  });
}

function alertPage(dossier: AlertDossier, deps: WebDeps): Markup {
  const { alert, consent, steps, incident, turn } = dossier;
  const nowMs = deps.clock.now();
  const text = incidentText(dossier, deps);
  return markup`<div class="head"><h1>${alert.rule}</h1><p class="tools"><a href="?format=json" download="alert.json">JSON</a></p></div>
<section class="panel" aria-label="State">
<p class="big">${alertState(alert)} ${severityMark(alert.severity)} ${subject(alert)} ${unprovenMark(consent)}</p>
<p class="lead"><bdi dir="ltr">${alert.because}</bdi></p>
${facts(dossier, { deps, nowMs })}
</section>
${incident !== undefined && incidentLine(incident)}
<h2>To pass on</h2>
<pre>${text}</pre>
<h2>When it began</h2>
${turnPart(turn, nowMs)}
<h2>What became of it</h2>
${steps.length === 0 ? markup`<p class="notice">Its first step is not written yet.</p>` : stepTable(steps, { caption: 'Steps of this alert, newest first', nowMs })}`;
}

interface Around {
  readonly deps: WebDeps;
  readonly nowMs: number;
}

function facts({ alert }: AlertDossier, { deps, nowMs }: Around): Markup {
  const rule = deps.rules.find(({ id }) => id === alert.rule);
  return markup`<dl class="facts">
<div><dt>For</dt><dd>${alertSpan(alert, nowMs)}</dd></div>
${alert.firedAt !== undefined && markup`<div><dt>Fires since</dt><dd>${moment(alert.firedAt, nowMs)}</dd></div>`}
<div><dt>Last seen failing</dt><dd>${moment(alert.lastFailedAt, nowMs)}</dd></div>
${alert.resolvedAt !== undefined && markup`<div><dt>Ended</dt><dd>${moment(alert.resolvedAt, nowMs)}</dd></div>`}
<div><dt>Audience</dt><dd>${audienceNames[alert.audience]}</dd></div>
${rule !== undefined && markup`<div><dt>Rule</dt><dd><a href="${rulePath(rule.id)}">${rule.title}</a></dd></div><div><dt>What to do</dt><dd>${rule.advice}</dd></div>`}
<div><dt>Evidence</dt><dd>${alert.evidence.length === 0 ? 'none' : alert.evidence.map((id) => markup`<a href="${observationPath(id)}"><code>${id}</code></a> `)}</dd></div>
</dl>`;
}

function incidentLine(incident: Incident): Markup {
  return markup`<p class="notice bad">Part of an <a href="${incidentPath(incident.id)}">incident</a>: ${causeSentence(incident)}.</p>`;
}

function incidentText({ alert, incident }: AlertDossier, { monitor, rules }: WebDeps): string {
  const { origin = '', vantage } = monitor;
  const incidents = new Map(incident === undefined ? [] : [[incident.id, incident]]);
  const words = new Map(rules.map((rule) => [rule.id, rule]));
  return noticeOf(alert, { origin, vantage, rules: words, incidents }).incidentText;
}

function incidentPage({ incident, members, turn }: IncidentDossier, nowMs: number): Markup {
  const { startedAt, endedAt } = incident;
  return markup`<div class="head"><h1>Incident</h1><p class="tools"><a href="?format=json" download="incident.json">JSON</a></p></div>
<section class="panel" aria-label="State">
<p class="big">${causeSentence(incident)}.</p>
<p>${endedAt === undefined ? markup`It goes on, for ${lasting(startedAt, nowMs)}.` : markup`It began ${moment(startedAt, nowMs)} and ended ${moment(endedAt, nowMs)}.`} What the alerts share is where to look first; it is not proof of the cause.</p>
</section>
${alertTable(members, { caption: 'Its alerts, the oldest first', nowMs })}
<h2>When it began</h2>
${turnPart(turn, nowMs)}`;
}
