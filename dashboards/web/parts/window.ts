import { type Markup, markup } from '../markup.ts';
import { type PanelWindow, type WindowName, windows } from '../reading/panels.ts';
import { utc } from './when.ts';

const windowNames: Readonly<Record<WindowName, string>> = {
  hour: 'Last hour',
  day: 'Last day',
  week: 'Last week',
  month: 'Last 30 days',
};

/** Where a window stands. `path`: of the page. `keep`: what else its address says. `fragment`: the part of the page that is about it. */
export interface WindowPlace {
  readonly window: PanelWindow;
  readonly path: string;
  readonly keep?: Readonly<Record<string, string>>;
  readonly fragment?: string;
}

/** The window that panels are about, and links to others. */
export function windowPart({ window, path, keep = {}, fragment = '' }: WindowPlace): Markup {
  // as: these are the keys of an object of ours
  const names = Object.keys(windows) as readonly WindowName[];
  const link = (query: Readonly<Record<string, string>>) =>
    `${path}?${new URLSearchParams({ ...keep, ...query })}${fragment}`;
  const { from, to } = window;
  return markup`<nav class="tabs" aria-label="Window"><ul>${names.map((name) => markup`<li><a href="${link({ window: name })}"${name === window.name && markup` aria-current="true"`}>${windowNames[name]}</a></li>`)}</ul></nav>
${window.isMisread === true && markup`<p class="notice">The address asks for a window that cannot be read, or that is longer than 13 months; this is another one. Write both edges as from=2026-11-20T22:00:00Z and to=2026-11-21T02:00:00Z, or choose above.</p>`}
<p class="muted">From ${utc(from)} to ${utc(to)}. ${window.name !== undefined && markup`<a href="${link({ from, to })}">Link to exactly this window</a>`}</p>`;
}

/** What the address bar says of a window, to keep it. */
export function windowQuery({ from, to, name }: PanelWindow): Readonly<Record<string, string>> {
  return name === undefined ? { from, to } : { window: name };
}
