import type { Severity } from '../../../model/finding.ts';
import { severities } from '../../../model/finding.ts';
import type { Host } from '../../../model/host.ts';
import { type Markup, markup } from '../markup.ts';
import type { ServerView } from '../reading/view.ts';
import { consentMark, replayedMark, severityMark, stateMark } from './state.ts';
import { type Table, table } from './table.ts';
import { lasting, moment } from './when.ts';

/** Where a server has its page. */
export function serverPath(host: Host): string {
  return `/servers/${encodeURIComponent(host)}`;
}

/** A list of servers with what they are doing; `withCustomer` is for those we host. */
export function serverTable(
  views: readonly ServerView[],
  { caption, withCustomer, nowMs }: { caption: string; withCustomer: boolean; nowMs: number },
): Markup {
  const columns = ['Server', 'State', 'For', 'Failing rules', 'Last observation', 'Watched as'];
  const rows: Table['rows'] = views.map((view) => [
    markup`<a class="host" href="${serverPath(view.server.host)}"><bdi>${view.server.host}</bdi></a>`,
    markup`${stateMark(view.state)} ${replayedMark(view.replayed)}`,
    view.since === undefined ? '–' : lasting(view.since, nowMs),
    failingCounts(view),
    view.observedAt === undefined ? 'none yet' : moment(view.observedAt, nowMs),
    consentMark(view.server.consent),
    ...(withCustomer ? [markup`<bdi>${view.server.customer ?? '–'}</bdi>`] : []),
  ]);
  return table({ caption, columns: withCustomer ? [...columns, 'Customer'] : columns, rows });
}

function failingCounts({ failing }: ServerView): Markup | string {
  const count = (severity: Severity) => failing.filter((finding) => finding.severity === severity).length;
  const loudFirst = severities.toReversed().filter((severity) => count(severity) > 0);
  if (loudFirst.length === 0) return 'none';
  return markup`<span class="counts">${loudFirst.map(
    (severity) => markup`<span>${severityMark(severity)} ${count(severity)}</span> `,
  )}</span>`;
}
