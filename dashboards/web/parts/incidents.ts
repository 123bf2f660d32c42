import { counted } from '../../../model/counted.ts';
import { type Markup, markup } from '../markup.ts';
import type { Now } from '../reading/now.ts';
import { causeSentence, incidentPath } from './alert.ts';
import { lasting } from './when.ts';

const incidentsShown = 5;

/** The incidents that go on, the newest first. Nothing is green while a hosted server fails without one. */
export function incidentsPart(
  { incidents, hosted }: Pick<Now, 'incidents' | 'hosted'>,
  nowMs: number,
): Markup {
  const isWell = hosted.every(({ state }) => state === 'healthy');
  if (incidents.length === 0)
    return markup`<p class="notice${isWell && ' good'}">No incident goes on. <a href="/alerts">Alerts</a></p>`;
  const more = incidents.length - incidentsShown;
  const lines = incidents
    .slice(0, incidentsShown)
    .map(
      (incident) =>
        markup`<li><a href="${incidentPath(incident.id)}">${causeSentence(incident)}</a>, for ${lasting(incident.startedAt, nowMs)}</li>`,
    );
  return markup`<section class="notice bad" aria-label="Incidents"><ul class="plain">${lines}</ul>
${more > 0 && markup`<p><a href="/alerts">${counted(more, 'more incident')}</a></p>`}</section>`;
}
