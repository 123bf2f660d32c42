import { failureCodes } from '../../../model/failure.ts';
import type { Observation } from '../../../model/observation.ts';
import { type Markup, markup } from '../markup.ts';
import { exchangePart } from './exchange.ts';
import { consentMark, observationMark, replayedMark } from './state.ts';
import { milliseconds, moment } from './when.ts';

/** Where one observation has its page. */
export function observationPath(id: string): string {
  return `/observations/${encodeURIComponent(id)}`;
}

/** What an observation ended in, in words. */
export function ending(observation: Observation): Markup {
  const { failure } = observation;
  if (failure === undefined) return markup`has data`;
  return markup`${failureCodes[failure.code]?.says ?? failure.code}${
    failure.detail !== '' && failure.detail !== failureCodes[failure.code]?.says && `: ${failure.detail}`
  } <code>${failure.code}</code>`;
}

/** Columns of a list of observations. */
export const observationColumns = ['Probe', 'Outcome', 'What came of it', 'Started', 'Took', 'Watched as'];

export function observationRow(observation: Observation, nowMs: number): readonly (Markup | string)[] {
  return [
    markup`<a href="${observationPath(observation.id)}">${observation.probe}</a>`,
    markup`${observationMark(observation.outcome)} ${replayedMark(observation.replayed)}`,
    ending(observation),
    moment(observation.startedAt, nowMs),
    milliseconds(observation.durationMs),
    consentMark(observation.consent),
  ];
}

/** An observation as the evidence of a finding: what it ended in, and every exchange. */
export function evidencePart(observation: Observation, nowMs: number): Markup {
  return markup`<section class="evidence">
<h4><a href="${observationPath(observation.id)}">${observation.probe}</a> ${observationMark(observation.outcome)} ${replayedMark(observation.replayed)}</h4>
<p>${moment(observation.startedAt, nowMs)} from <bdi>${observation.vantage}</bdi>, ${ending(observation)}.</p>
${observation.exchanges.length === 0 ? markup`<p class="muted">This probe made no HTTP exchange.</p>` : observation.exchanges.map(exchangePart)}
</section>`;
}
