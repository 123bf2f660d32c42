import { type Markup, markup } from '../markup.ts';
import { type AnsweredPanel, type PanelWindow, type WindowName, windows } from '../reading/panels.ts';
import { panelPart } from './panel.ts';
import { utc } from './when.ts';

const windowNames: Readonly<Record<WindowName, string>> = {
  hour: 'Last hour',
  day: 'Last day',
  week: 'Last week',
  month: 'Last 30 days',
};

/** Panels side by side, the window they are about, and links to others. `path`: of the page. */
export function panelsPart(
  answered: readonly AnsweredPanel[],
  { window, path, nowMs }: { readonly window: PanelWindow; readonly path: string; readonly nowMs: number },
): Markup {
  // as: these are the keys of an object of ours
  const names = Object.keys(windows) as readonly WindowName[];
  const fixed = new URLSearchParams({ from: window.from, to: window.to }).toString();
  return markup`<h2 id="over-time">Over time</h2>
<nav class="tabs" aria-label="Window"><ul>${names.map((name) => markup`<li><a href="${path}?window=${name}#over-time"${name === window.name && markup` aria-current="true"`}>${windowNames[name]}</a></li>`)}</ul></nav>
<p class="muted">From ${utc(window.from)} to ${utc(window.to)}. ${window.name !== undefined && markup`<a href="${path}?${fixed}#over-time">Link to exactly this window</a>`}</p>
<div class="beside">${answered.map(({ panel, rows }) => panelPart(panel, rows, { nowMs }))}</div>`;
}
