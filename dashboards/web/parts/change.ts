import { parseHost } from '../../../model/host.ts';
import { type Markup, markup } from '../markup.ts';
import type { Change } from '../reading/changes.ts';
import { alertPath } from './alert.ts';
import { rulePath } from './finding.ts';
import { serverLink } from './server-list.ts';
import { table } from './table.ts';
import { moment } from './when.ts';

const changesShown = 8;

/** What changed at hosted servers, newest first. `whole`: the address at which all of it stands; absent: here. */
export function changeTable(changes: readonly Change[], nowMs: number, whole?: string): Markup {
  const shown = whole === undefined ? changes : changes.slice(0, changesShown);
  return markup`${rowsOf(shown, nowMs)}<p>${shown.length < changes.length && markup`The newest ${shown.length} of ${changes.length} are shown. <a href="${whole}#changes">Show all ${changes.length}</a> · `}<a href="/alerts">All steps of alerts</a></p>`;
}

function rowsOf(changes: readonly Change[], nowMs: number): Markup {
  return table({
    caption: 'What changed in the last hour, newest first',
    columns: ['Server', 'What', 'Rule', 'When'],
    rows: changes.map((change) => [
      subject(change),
      markup`<bdi>${change.says}</bdi>`,
      ruleCell(change),
      moment(change.at, nowMs),
    ]),
  });
}

function subject({ server }: Change): Markup {
  const named = parseHost(server ?? '');
  return named.ok ? serverLink(named.host) : markup`<bdi>${server ?? 'the monitor'}</bdi>`;
}

function ruleCell({ rule, alert }: Change): Markup | string {
  if (rule === undefined) return '–';
  return markup`<a href="${alert === undefined ? rulePath(rule) : alertPath(alert)}">${rule}</a>`;
}
