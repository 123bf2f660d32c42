import { isLicenceRule } from '../../../analyzer/licence/deciding-rule.ts';
import { counted } from '../../../model/counted.ts';
import type { PersonAct, Review, ReviewSubject } from '../../../model/review.ts';
import type { ReviewState } from '../../../model/review-standing.ts';
import { type Markup, markup } from '../markup.ts';
import { placeOf, type QueueItem } from '../reading/review-queue.ts';
import type { Ranked } from '../reading/review-rank.ts';
import type { Unread } from '../reading/review-seen.ts';
import { rulePath } from './finding.ts';
import { serverLink, serverPath } from './server-list.ts';
import { replayedMark, severityMark, toneMark } from './state.ts';
import { lasting, utc } from './when.ts';

export const reviewStateNames: Readonly<Record<ReviewState, string>> = {
  new: 'New',
  acknowledged: 'Acknowledged',
  watching: 'Watching',
  dismissed: 'Dismissed',
  resolved: 'Resolved',
};

/** What each act of a person is called in the form. */
export const actNames: Readonly<Record<PersonAct, string>> = {
  acknowledged: 'Acknowledge: somebody saw it',
  watching: 'Watch: nothing is done yet',
  dismissed: 'Dismiss, for the reason below',
  resolved: 'Resolve: it is over',
  new: 'Put back to new',
  assigned: 'Assign to the name below (empty: nobody)',
  note: 'Add the note below',
  rebuttal: 'Add the rebuttal below: what the server says',
};

/** What is left out of the queue because it is too much to read, each kind in a sentence. */
export function unreadSentences({ changesUntil, modes, licences }: Unread): readonly string[] {
  const older = (what: string, count: number) =>
    count === 0 ? [] : [`The oldest ${what} are left out: ${count}.`];
  return [
    ...(changesUntil === undefined
      ? []
      : [`There are too many changes about our servers to read: those until ${changesUntil} are left out.`]),
    ...older('changes of a federation mode', modes),
    ...older('findings on licences', licences),
  ];
}

/** One thing to review. `csrf`: the token of its form; absent: this process cannot write. */
export function reviewPart(
  item: QueueItem,
  { nowMs, csrf }: { readonly nowMs: number; readonly csrf: string | undefined },
): Markup {
  const { standing, seen } = item;
  const { subject, state, since, reason, assignee, note, rebuttal, history } = standing;
  return markup`<article class="panel" data-entry tabindex="-1">
<h3>${seen !== undefined && urgency(seen)} ${about(subject)}</h3>
<p class="lead"><bdi dir="ltr">${seen?.says ?? unseenSentence(subject)}</bdi></p>
<dl class="facts">
${seen?.known !== undefined && markup`<div><dt>How we know</dt><dd>${seen.known}</dd></div>`}
${(state !== 'new' || placeOf(item) !== state) && markup`<div><dt>State</dt><dd>${reviewStateNames[state]}${reason !== undefined && markup`: <bdi dir="ltr">${reason}</bdi>`}${since !== undefined && markup` (${utc(since)})`}${placeOf(item) !== state && '; it was seen anew after that'}</dd></div>`}
${seen !== undefined && markup`<div><dt>Seen for</dt><dd>${lasting(seen.at, nowMs)} ${replayedMark(seen.replayed)}</dd></div>`}
${assignee !== undefined && markup`<div><dt>Assigned to</dt><dd><bdi>${assignee}</bdi></dd></div>`}
${note !== undefined && markup`<div><dt>Note</dt><dd><bdi dir="ltr">${note}</bdi></dd></div>`}
${rebuttal !== undefined && markup`<div><dt>The server says</dt><dd><bdi dir="ltr">${rebuttal}</bdi></dd></div>`}
</dl>
${csrf !== undefined && actForm(standing, csrf)}
${history.length > 0 && markup`<details><summary>History: ${counted(history.length, 'act')}</summary><ul>${history.map(step)}</ul></details>`}
</article>`;
}

/** How the queue is ordered, for those who read it. */
export const orderSentence =
  'First the waves: many peers that began to reject one server within a week. Then failed findings, the most severe first; then lists that began to reject or limit one of our servers; then all else. Within each the newest comes first; what is not seen any more is at the end.';

/** What an entry is for its place in the queue. */
function urgency({ rank, severity }: Ranked): Markup | undefined {
  if (rank === 'wave') return toneMark('bad', 'Wave');
  return severity === undefined ? undefined : severityMark(severity);
}

/** What waits or was reviewed, and is not among what was seen last. A rejection may stand without a change. */
function unseenSentence({ kind, id }: ReviewSubject): string {
  return kind === 'policy-change' ? `No change of it in the last 30 days: ${id}` : `Not seen any more: ${id}`;
}

function about({ kind, id, server }: ReviewSubject): Markup {
  const [rule = ''] = id.split(' ', 1);
  const what = kind === 'finding' ? finding(id) : kind === 'policy-change' ? 'Policy change' : id;
  const licence = server !== undefined && kind === 'finding' && isLicenceRule(rule);
  return markup`${server !== undefined && serverLink(server)} ${what}${licence && markup` · <a href="${serverPath(server)}/licence">What source it offers</a>`}`;
}

/** A rule, and what its finding is about besides the server: its id has both. */
function finding(id: string): Markup {
  const [rule = ''] = id.split(' ', 1);
  const labels = [...id.slice(rule.length).matchAll(/"((?:[^"\\]|\\.)*)":"((?:[^"\\]|\\.)*)"/g)];
  const besides = labels.map(([, name = '', value = '']) => `${name} ${value}`).join(', ');
  return markup`<a href="${rulePath(rule)}">${rule}</a>${besides !== '' && markup` <span class="but"><bdi dir="ltr">${besides}</bdi></span>`}`;
}

function actForm({ subject, state }: QueueItem['standing'], csrf: string): Markup {
  // as: these are the keys of an object of ours
  const acts = (Object.keys(actNames) as readonly PersonAct[]).filter((act) => act !== state);
  return markup`<details><summary>Act</summary><form class="stack" method="post" action="/reviews">
<input type="hidden" name="csrf" value="${csrf}">
<input type="hidden" name="kind" value="${subject.kind}">
<input type="hidden" name="id" value="${subject.id}">
<input type="hidden" name="server" value="${subject.server ?? ''}">
<label>What<br><select name="act">${acts.map((act) => markup`<option value="${act}">${actNames[act]}</option>`)}</select></label>
<label>Text (without names of people outside)<br><textarea name="text" rows="3" maxlength="2000"></textarea></label>
<button>Write down</button>
</form></details>`;
}

function step({ at, act, by, text }: Review): Markup {
  return markup`<li>${utc(at)}: ${act} by <bdi>${by}</bdi>${text !== undefined && text !== '' && markup`: <bdi dir="ltr">${text}</bdi>`}</li>`;
}
