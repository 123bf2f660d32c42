import type { DeliveryClock } from '../../../analyzer/delivery/clock.ts';
import type { ErrorBudget } from '../../../analyzer/objectives/budget.ts';
import { type Markup, markup } from '../markup.ts';
import type { HostedNow } from '../reading/now.ts';
import { customer, failingCounts, noAnswerSince, serverLink } from './server-list.ts';
import { consentMark, replayedMark, stateMark, toneMark } from './state.ts';
import { table } from './table.ts';
import { unmeasuredPath } from './unmeasured.ts';
import { lasting, moment, span, utc } from './when.ts';

const dayMs = 86_400_000;
/** A certificate that ends within so many days is worth a look, or a call. */
const certificateDays = { warning: 14, bad: 4 } as const;
/** Less of a month's budget than this is worth a look. */
const thinBudget = 0.25;

/** What is said where no server is ours, and what to do about it. */
export const noneHosted = markup`<p class="notice">No server is hosted. Add ours to <code>hosted</code> in fediscope.yaml.</p>`;

/** On a page that does not show all: so many, and on a phone each takes a third of the screen. */
const hostedShown = 10;

/** Hosted servers with all that on-call asks first. `whole`: the address at which all of them stand; absent: here. */
export function hostedTable(hosted: readonly HostedNow[], nowMs: number, whole?: string): Markup {
  const shown = whole === undefined ? hosted : hosted.slice(0, hostedShown);
  return markup`${rowsOf(shown, nowMs)}${shown.length < hosted.length && markup`<p>The ${shown.length} most urgent of ${hosted.length} are shown. <a href="${whole}#hosted">Show all ${hosted.length}</a></p>`}`;
}

function rowsOf(hosted: readonly HostedNow[], nowMs: number): Markup {
  return table({
    caption: 'Hosted servers as the federation sees them, the most urgent first',
    columns: [
      'Server',
      'State',
      'Failing rules',
      'Last observation',
      'Error budget left',
      'Peers stop delivering',
      'Certificate',
      'Canary lag',
    ],
    rows: hosted.map((view) => [
      markup`${serverLink(view.server.host)}${customer(view)}${view.server.consent !== 'hosted' && markup` ${consentMark(view.server.consent)}`}`,
      markup`${stateMark(view.state, view.unreachable)} ${replayedMark(view.replayed)} ${view.since !== undefined && lasting(view.since, nowMs)}${noAnswerSince(view, nowMs)}`,
      failingCounts(view),
      view.observedAt === undefined ? 'none yet' : moment(view.observedAt, nowMs),
      budgetCell(view.budget),
      deliveryCell(view.delivery),
      certificateCell(view.certificateEnd, nowMs),
      canaryCell,
    ]),
  });
}

/** How long a post of an account of ours takes to reach a peer: no probe of this version posts or follows, so there is nothing to show. */
const canaryCell = markup`<span class="unsaid">not measured <a href="${unmeasuredPath}">why</a></span>`;

/** There is nothing to say: a phone has no line for it. */
function unsaid(why: string): Markup {
  return markup`<span class="unsaid">${why}</span>`;
}

/** What is left of a month's budget, and how it was spent. */
export function budgetCell(budget: ErrorBudget | undefined): Markup {
  if (budget === undefined) return unsaid('no objective');
  const { left, spentMs, allowedMs, availability } = budget;
  if (availability === undefined) return unsaid('nothing known yet');
  const says = left < 0 ? 'Overspent' : `${Math.floor(left * 100)} %`;
  const tone = left < 0 ? 'bad' : left < thinBudget ? 'warn' : 'good';
  return markup`${toneMark(tone, says)} <span class="but">${span(spentMs)} of ${span(allowedMs)} spent this month</span>`;
}

/** How long until peers may stop delivering. */
export function deliveryCell(clock: DeliveryClock | undefined): Markup {
  if (clock === undefined) return unsaid('not counting');
  const { hoursLeft, deadline, unconfirmed } = clock;
  const tone = hoursLeft < 24 ? 'bad' : 'warn';
  return markup`${toneMark(tone, `${hoursLeft} h left`)} <span class="but">at the earliest at ${utc(deadline)}${unconfirmed && '; unconfirmed from elsewhere'}</span>`;
}

/** For how many days the certificate still holds. */
export function certificateCell(end: string | undefined, nowMs: number): Markup {
  const leftMs = Date.parse(end ?? '') - nowMs;
  if (end === undefined || Number.isNaN(leftMs)) return unsaid('none seen');
  if (leftMs <= 0) return markup`${toneMark('bad', 'Expired')} <span class="but">${utc(end)}</span>`;
  const days = Math.floor(leftMs / dayMs);
  const tone = days < certificateDays.bad ? 'bad' : days < certificateDays.warning ? 'warn' : 'good';
  return markup`${toneMark(tone, `${days} d`)} <span class="but">until <span class="date">${utc(end).slice(0, 10)}</span></span>`;
}
