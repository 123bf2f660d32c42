import { type Markup, markup } from '../markup.ts';
import type { AnsweredPanel } from '../reading/panels.ts';
import { panelPart } from './panel.ts';
import { type WindowPlace, windowPart } from './window.ts';

/** Where panels stand. `board`: the path of the board that has more of them. */
export interface PanelsPlace extends Omit<WindowPlace, 'fragment'> {
  readonly nowMs: number;
  readonly board: string;
}

/** Panels side by side on a page that has more than them, and the window they are about. */
export function panelsPart(
  answered: readonly AnsweredPanel[],
  { nowMs, board, ...place }: PanelsPlace,
): Markup {
  const { window } = place;
  return markup`<h2 id="over-time">Over time</h2>
${windowPart({ ...place, fragment: '#over-time' })}
<div class="beside">${answered.map(({ panel, rows }) => panelPart(panel, rows, { nowMs, window }))}</div>
<p><a href="${board}">The whole board</a></p>`;
}
