import { instant } from '../../../model/clock.ts';
import type { Store } from '../../../store/store.ts';
import type { Panel } from '../../panels/panel.ts';
import { type PanelQuestion, type PanelRow, readPanel } from '../../panels/read.ts';

/** A stretch of time that panels are asked about. Instants RFC 3339, UTC. `name`: absent where its edges were asked for. `isMisread`: another was asked for. */
export interface PanelWindow {
  readonly from: string;
  readonly to: string;
  readonly name?: WindowName;
  readonly isMisread?: true;
}

const hourMs = 3_600_000;

/** The windows that pages offer, in milliseconds back from now. */
export const windows = { hour: hourMs, day: 24 * hourMs, week: 168 * hourMs, month: 720 * hourMs } as const;

export type WindowName = keyof typeof windows;

/** Both edges as the address bar has them, or a name; a day where neither can be read. */
export function windowOf(query: Readonly<Record<string, string>>, nowMs: number): PanelWindow {
  const [fromMs, toMs] = [query['from'], query['to']].map((text) => Date.parse(text ?? ''));
  if (fromMs !== undefined && toMs !== undefined && fromMs < toMs && toMs - fromMs <= 13 * windows.month)
    return { from: instant(fromMs), to: instant(toMs) };
  const asked = query['window'] ?? '';
  const name = isWindow(asked) ? asked : 'day';
  const isMisread = Boolean(query['from'] || query['to']) || (asked !== '' && !isWindow(asked));
  return { from: instant(nowMs - windows[name]), to: instant(nowMs), name, ...(isMisread && { isMisread }) };
}

function isWindow(text: string): text is WindowName {
  return Object.hasOwn(windows, text);
}

/** A panel with its rows. */
export interface AnsweredPanel {
  readonly panel: Panel;
  readonly rows: readonly PanelRow[];
}

/** Panels with what the store answers, in their order. @throws {Error} when the store does not answer. */
export function readPanels(
  store: Store,
  panels: readonly Panel[],
  asked: PanelQuestion,
): Promise<readonly AnsweredPanel[]> {
  return Promise.all(panels.map(async (panel) => ({ panel, rows: await readPanel(store, panel, asked) })));
}
