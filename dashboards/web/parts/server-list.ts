import type { Severity } from '../../../model/finding.ts';
import { severities } from '../../../model/finding.ts';
import type { Host } from '../../../model/host.ts';
import { type Markup, markup } from '../markup.ts';
import type { ServerView } from '../reading/view.ts';
import { consentMark, replayedMark, severityMark, stateMark } from './state.ts';
import { type Table, table } from './table.ts';
import { lasting, moment } from './when.ts';

/** A list names this many failing rules of a server, and counts the rest. */
const rulesNamed = 3;

/** Where a server has its page. */
export function serverPath(host: Host): string {
  return `/servers/${encodeURIComponent(host)}`;
}

/** A host name that may break after its dots. */
export function hostName(host: Host): Markup {
  return markup`<bdi>${afterDots(host)}</bdi>`;
}

/** A text that may break after its dots, and is narrower for it where columns are many. */
function afterDots(text: string): Markup {
  return markup`${text.split('.').map((part, index) => markup`${index > 0 && markup`.<wbr>`}${part}`)}`;
}

/** A link to a server's page; `fragment` leads to a part of it. */
export function serverLink(host: Host, fragment = ''): Markup {
  return markup`<a class="host" href="${serverPath(host)}${fragment}">${hostName(host)}</a>`;
}

/** A list of servers with what they are doing. */
export function serverTable(
  views: readonly ServerView[],
  { caption, nowMs }: { readonly caption: string; readonly nowMs: number },
): Markup {
  const columns = ['Server', 'State', 'For', 'Failing rules', 'Last observation', 'Watched as'];
  const rows: Table['rows'] = views.map((view) => [
    markup`${serverLink(view.server.host)}${customer(view)}`,
    markup`${stateMark(view.state, view.unreachable)} ${replayedMark(view.replayed)}`,
    view.since === undefined ? '–' : lasting(view.since, nowMs),
    failingCounts(view),
    view.observedAt === undefined ? 'none yet' : moment(view.observedAt, nowMs),
    consentMark(view.server.consent),
  ]);
  return table({ caption, columns, rows });
}

/** Whose server it is, below its name. */
export function customer({ server }: ServerView): Markup | undefined {
  return server.customer === undefined
    ? undefined
    : markup`<p class="because muted"><bdi>${server.customer}</bdi></p>`;
}

/** Since when a failing server gave no answer, where an older failure was there before. */
export function noAnswerSince({ since, downSince }: ServerView, nowMs: number): Markup | undefined {
  if (downSince === undefined || downSince === since) return undefined;
  return markup` <span class="but">no answer for ${lasting(downSince, nowMs)}</span>`;
}

/** How many rules fail, the loudest first, and which. */
export function failingCounts({ failing }: ServerView): Markup | string {
  const count = (severity: Severity) => failing.filter((finding) => finding.severity === severity).length;
  const loudFirst = severities.toReversed().filter((severity) => count(severity) > 0);
  if (loudFirst.length === 0) return 'none';
  const rules = [...new Set(failing.map(({ rule }) => rule))];
  const names = rules.slice(0, rulesNamed);
  const more = rules.length - names.length;
  return markup`<span class="counts">${loudFirst.map(
    (severity) => markup`<span>${severityMark(severity)} ${count(severity)}</span> `,
  )}</span><span class="but">${names.map((name, index) => markup`${index > 0 && ', '}${afterDots(name)}`)}${more > 0 && ` and ${more} more`}</span>`;
}
