import type { CandidateView } from '../deps.ts';
import { type Markup, markup } from '../markup.ts';

/** How finding peers goes: what waits, what was refused, and why. */
export function candidatesPanel({ waiting, watched, limit, refused }: CandidateView): Markup {
  return markup`<section class="panel"><h3>Finding peers</h3>
<p>${watched} of at most ${limit} peers are watched, ${waiting} found names wait.</p>
${refused.length > 0 && markup`<ul>${refused.map(({ says, times }) => markup`<li>${times} refused: ${says}</li>`)}</ul>`}</section>`;
}
