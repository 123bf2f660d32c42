import type { Standing } from '../../../analyzer/standing.ts';
import type { Finding } from '../../../model/finding.ts';
import type { VisitState } from '../../../store/visit-states.ts';
import { changeSentence, howSure } from '../../defederation/words.ts';
import { type Markup, markup } from '../markup.ts';
import type { ServerPast } from '../reading/server-past.ts';
import { alertTable, turnPart } from './alert.ts';
import { shownOf, wayToAll } from './cut.ts';
import { rulePath } from './finding.ts';
import { observationPath } from './observation.ts';
import { noValue } from './quantity.ts';
import { relationList } from './relation.ts';
import { foldedPart } from './section.ts';
import { outcomeMark, replayedMark, type Tone, toneMark } from './state.ts';
import { table } from './table.ts';
import { moment, utc } from './when.ts';

const stateWords: Readonly<Record<VisitState['state'], readonly [Tone, string]>> = {
  up: ['good', 'Answered'],
  down: ['bad', 'No answer'],
  unknown: ['calm', 'Not known'],
};

const alertsShown = 5;

/** What fails now: its alerts, and the beginning of the oldest beside what was before. `whole`: the address at which all of them stand; absent: here. */
export function alertsPart(
  { alerts, turn }: ServerPast,
  {
    state,
    nowMs,
    whole,
  }: { readonly state: Standing; readonly nowMs: number; readonly whole: string | undefined },
): Markup {
  if (alerts.length === 0) return markup`<h2 id="alerts">Alerts</h2>${noAlert(state)}`;
  const cut = { rows: alerts, most: alertsShown, whole };
  const caption = 'Alerts about this server: those that fire first, then the loudest, then the oldest';
  return markup`<h2 id="alerts">Alerts</h2>${alertTable(shownOf(cut), { caption, nowMs })}${wayToAll(cut, 'most urgent')}
${turn !== undefined && markup`<h2>Last good and first bad</h2>${turnPart(turn, nowMs)}`}`;
}

/** Nothing green stands below a server that is down: an alert waits until the failure is confirmed. */
function noAlert(state: Standing): Markup {
  return state === 'healthy'
    ? markup`<p class="notice good">There is no alert about it now.</p>`
    : markup`<p class="notice">There is no alert about it now. Alerts are about hosted servers, and begin when a failure has lasted as long as its rule asks.</p>`;
}

/** When it answered and when it did not, in the last seven days. */
export function statesPart({ states }: ServerPast, nowMs: number): Markup {
  if (states.length === 0)
    return markup`<h2 id="timeline">Timeline</h2><p class="notice">No live visit in the last seven days says whether it answered.</p>`;
  const runs = states.slice(0, runsShown);
  return foldedPart(
    { id: 'timeline', title: 'Timeline' },
    runs.length < states.length ? `the last ${runs.length} runs of ${states.length}` : runsOf(runs.length),
    table({
      caption: 'Whether it answered in the last seven days: runs of visits that say the same, newest first',
      columns: ['State', 'From', 'To', 'Visits', 'Because'],
      rows: runs.map(({ state, from, to, visits, reason, evidence }) => [
        toneMark(...stateWords[state]),
        moment(from, nowMs),
        moment(to, nowMs),
        String(visits),
        because(reason, evidence),
      ]),
    }),
  );
}

function runsOf(count: number): string {
  return count === 1 ? 'one run of visits' : `${count} runs of visits`;
}

/** Why a run began, and what was seen then. */
function because(reason: string, evidence: string): Markup {
  const seen = evidence !== '' && markup`<a href="${observationPath(evidence)}">what was seen</a>`;
  if (reason === '') return markup`${seen || noValue}`;
  return markup`<bdi dir="auto">${reason}</bdi> ${seen}`;
}

const runsShown = 50;

/** Its software and its own lists over time. */
export function historyPart(
  { software, policyChanges, policyChangesLeft }: ServerPast,
  nowMs: number,
): Markup {
  return markup`<h2 id="history">History of software and policy</h2>
${
  software.length === 0
    ? markup`<p class="notice">It never said what software it runs, or was not asked yet.</p>`
    : table({
        caption: 'What it said that it runs, newest first',
        columns: ['Software', 'Version', 'First seen', 'Last seen'],
        rows: software.map(({ name, version, first, last }) => [
          markup`<bdi dir="auto">${name}</bdi>`,
          markup`<bdi dir="auto">${version}</bdi>`,
          moment(first, nowMs),
          moment(last, nowMs),
        ]),
      })
}
${policyChanges.length === 0 ? markup`<p class="notice">No change of its own list or mode was seen in the last 90 days.</p>` : markup`<ul>${policyChanges.map((change) => markup`<li>${utc(change.changedAt)}${change.replayed && markup` ${replayedMark(true)}`}: <bdi dir="auto">${changeSentence(change)}</bdi> (${howSure(change)})</li>`)}</ul>${leftOut(policyChangesLeft)}`}`;
}

/** How many changes of the last 90 days are not told. */
export function leftOut(changes: number): Markup | undefined {
  if (changes === 0) return undefined;
  return markup`<p class="muted">These are the newest. Older changes of the last 90 days that are left out: ${changes}.</p>`;
}

/** What it is to our servers; only of peers. */
export function relationsPart({ relations, hosted }: ServerPast): Markup | undefined {
  if (relations === undefined || hosted.length === 0) return undefined;
  return markup`<h2 id="relations">Towards our servers</h2><section class="panel">${relationList(hosted, relations)}</section>`;
}

/** What the rules about its licence say now. */
export function licencePart(findings: readonly Finding[]): Markup {
  const own = findings.filter(({ rule }) => rule.startsWith('licence.'));
  if (own.length === 0)
    return markup`<h2 id="licence">Licence</h2><p class="notice">No rule about its licence was judged here yet.</p>`;
  return markup`<h2 id="licence">Licence</h2>${table({
    caption: 'What the rules about its licence and source say',
    columns: ['Rule', 'Outcome', 'Because'],
    rows: own.map(({ rule, outcome, because }) => [
      markup`<a href="${rulePath(rule)}">${rule}</a>`,
      outcomeMark(outcome),
      markup`<bdi dir="auto">${because || '–'}</bdi>`,
    ]),
  })}`;
}
