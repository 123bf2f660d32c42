import { causeWords } from '../../../analyzer/alerts/notice.ts';
import type { Alert, AlertChange } from '../../../model/alert.ts';
import { parseHost } from '../../../model/host.ts';
import type { Incident } from '../../../model/incident.ts';
import { type Markup, markup } from '../markup.ts';
import type { Turn } from '../reading/alert-dossier.ts';
import { evidencePart } from './observation.ts';
import { serverLink } from './server-list.ts';
import { alertMark, severityMark } from './state.ts';
import { table } from './table.ts';
import { lasted, lasting, moment } from './when.ts';

/** Where an alert has its page. */
export function alertPath(id: string): string {
  return `/alerts/${encodeURIComponent(id)}`;
}

/** Where an incident has its page. */
export function incidentPath(id: string): string {
  return `/incidents/${encodeURIComponent(id)}`;
}

/** Whom an alert is about: its server with a link to the finding, and what else its labels say. */
export function subject({ rule, labels }: Alert): Markup {
  const { server, ...others } = labels;
  const named = parseHost(server ?? '');
  const rest = Object.entries(others).map(([name, value]) => markup` <bdi>${name} ${value}</bdi>`);
  if (named.ok) return markup`${serverLink(named.host, `#${rule}`)}${rest}`;
  return server === undefined && rest.length === 0
    ? markup`the monitor`
    : markup`<bdi>${server ?? ''}</bdi>${rest}`;
}

/** The state of an alert, with what has to be said beside it. */
export function alertState(alert: Alert): Markup {
  return markup`${alertMark(alert.state)}${alert.flapping === true && markup` <span class="but">comes and goes</span>`}${
    alert.silencedBy !== undefined && markup` <span class="but">quiet: <bdi>${alert.silencedBy}</bdi></span>`
  }`;
}

/** How long it has failed, or failed until it ended. */
export function alertSpan(
  { activeAt, resolvedAt }: Pick<Alert, 'activeAt' | 'resolvedAt'>,
  nowMs: number,
): Markup {
  return resolvedAt === undefined ? lasting(activeAt, nowMs) : lasted(activeAt, resolvedAt);
}

/** A list of alerts. */
export function alertTable(
  alerts: readonly Alert[],
  { caption, nowMs }: { caption: string; nowMs: number },
): Markup {
  return table({
    caption,
    columns: ['Alert', 'About', 'State', 'Severity', 'For'],
    rows: alerts.map((alert) => [
      markup`<a href="${alertPath(alert.id)}">${alert.rule}</a><p class="because wide-cell"><bdi dir="ltr">${alert.because}</bdi></p>`,
      subject(alert),
      alertState(alert),
      severityMark(alert.severity),
      alertSpan(alert, nowMs),
    ]),
  });
}

/** What the members of an incident share, as a sentence. */
export function causeSentence({ cause, members }: Incident): Markup {
  const what =
    cause.kind === 'rule' ? 'began together, and share only the rule' : 'began together, and share';
  const kind = cause.kind === 'rule' ? '' : `${causeWords[cause.kind]} `;
  return markup`${members.length} alerts ${what} ${kind}<strong><bdi>${cause.value}</bdi></strong>`;
}

/** Steps in the lives of alerts, newest first. */
export function stepTable(
  steps: readonly AlertChange[],
  { caption, nowMs }: { caption: string; nowMs: number },
): Markup {
  return table({
    caption,
    columns: ['Alert', 'About', 'Became', 'When'],
    rows: steps.map(({ alert, from, to, at }) => [
      markup`<a href="${alertPath(alert.id)}">${alert.rule}</a>`,
      subject(alert),
      stepWords(alert, from, to),
      moment(at, nowMs),
    ]),
  });
}

function stepWords(alert: Alert, from: AlertChange['from'], to: AlertChange['to']): Markup {
  if (from === to) return alert.flapping === true ? markup`began to come and go` : markup`settled`;
  return to === 'inactive' ? markup`ended before it fired` : alertMark(to);
}

/** The first bad exchange beside the last good one. */
export function turnPart({ firstBad, lastGood }: Turn, nowMs: number): Markup {
  if (firstBad === undefined) {
    return markup`<p class="muted">No observation of the beginning is kept.</p>`;
  }
  const before =
    lastGood === undefined
      ? markup`<p class="muted">There is no earlier observation of this probe: it failed when it was first looked at, or the one before is no longer kept.</p>`
      : evidencePart(lastGood, nowMs);
  return markup`<div class="beside"><section aria-label="Last good"><h3>Last good</h3>${before}</section><section aria-label="First bad"><h3>First bad</h3>${evidencePart(firstBad, nowMs)}</section></div>`;
}
