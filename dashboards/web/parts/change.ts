import { parseHost } from '../../../model/host.ts';
import { type Markup, markup } from '../markup.ts';
import type { Change } from '../reading/changes.ts';
import { alertPath } from './alert.ts';
import { rulePath } from './finding.ts';
import { serverLink } from './server-list.ts';
import { table } from './table.ts';
import { moment } from './when.ts';

const changesShown = 25;

/** What changed at hosted servers, newest first. */
export function changeTable(changes: readonly Change[], nowMs: number): Markup {
  const shown = changes.slice(0, changesShown);
  const more = changes.length - shown.length;
  return markup`${table({
    caption: 'What changed in the last hour, newest first',
    columns: ['Server', 'What', 'Rule', 'When'],
    rows: shown.map((change) => [
      subject(change),
      markup`<bdi>${change.says}</bdi>`,
      ruleCell(change),
      moment(change.at, nowMs),
    ]),
  })}${more > 0 && markup`<p class="muted">${more} more: <a href="/alerts">all steps of alerts</a>.</p>`}`;
}

function subject({ server }: Change): Markup {
  const named = parseHost(server ?? '');
  return named.ok ? serverLink(named.host) : markup`<bdi>${server ?? 'the monitor'}</bdi>`;
}

function ruleCell({ rule, alert }: Change): Markup | string {
  if (rule === undefined) return '–';
  return markup`<a href="${alert === undefined ? rulePath(rule) : alertPath(alert)}">${rule}</a>`;
}
