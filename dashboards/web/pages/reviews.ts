import type { Context, Hono } from 'hono';
import { z } from 'zod';
import { instant } from '../../../model/clock.ts';
import type { Host } from '../../../model/host.ts';
import { csvLine } from '../../../model/lists/csv.ts';
import { personActs, type ReviewEntry, refuseEntry, reviewSubjectKey } from '../../../model/review.ts';
import { replayedWord } from '../../defederation/words.ts';
import type { WebDeps, WebEnv } from '../deps.ts';
import { mayOpen } from '../guard/access.ts';
import { type Markup, markup } from '../markup.ts';
import { showData, unprovenIn } from '../parts/data.ts';
import { pager } from '../parts/page.ts';
import { orderSentence, reviewPart, reviewStateNames, unreadSentences } from '../parts/review.ts';
import { dataAge, show } from '../parts/shell.ts';
import { queueItems, type ReviewQueue, readQueue, reviewStates } from '../reading/review-queue.ts';
import { asCsv } from './defederation.ts';
import { refuseValue } from './mistake.ts';
import { refuse, wantsCsv, wantsJson } from './trouble.ts';

const changesForMs = 30 * 86_400_000;
/** A table is not cut into pages. */
const everything = Number.MAX_SAFE_INTEGER;

/** The queue of trust and safety. Its state is what the review log says; each act becomes a row of it, and no observation changes. */
export function serveReviews(app: Hono<WebEnv>, deps: WebDeps): void {
  app.get('/reviews', async (context) => {
    const asked = context.req.query('state') || 'new';
    const state = reviewStates.find((name) => name === asked);
    if (state === undefined)
      return refuseValue(context, deps, { parameter: 'state', asked, allowed: reviewStates });
    const question = { since: since(deps), state };
    if (wantsCsv(context)) {
      const whole = await readQueue(deps.store, { ...question, size: everything });
      return asCsv(context, queueCsv(whole, await unprovenIn(whole, deps)));
    }
    const queue = await readQueue(deps.store, { ...question, page: context.req.query('page') });
    if (wantsJson(context))
      return showData(
        context,
        deps,
        asJson(queue, deps.reviews !== undefined && mayOpen(context.get('reader'), '/reviews', 'POST')),
      );
    const main = page(queue, context, deps);
    return show(context, deps, { title: 'Reviews', main, observedAt: await dataAge(deps), keys: true });
  });
  app.post('/reviews', (context) => write(context, deps));
}

/** Without the salts: a copy of them would undo what the log erases later. */
function asJson(queue: ReviewQueue, writable: boolean) {
  const items = queue.items.map(({ standing, ...item }) => {
    const history = standing.history.map(({ salts: _, sealed: __, ...row }) => row);
    return { ...item, standing: { ...standing, history } };
  });
  return { ...queue, items, writable };
}

function since({ clock }: WebDeps): string {
  return instant(clock.now() - changesForMs);
}

const act = z.object({
  kind: z.enum(['finding', 'alert', 'policy-change']),
  id: z.string(),
  server: z.string(),
  act: z.enum(personActs),
  text: z.string().default(''),
});

async function write(context: Context<WebEnv>, deps: WebDeps): Promise<Response> {
  if (deps.reviews === undefined) return refuse(context, deps, 'log-elsewhere');
  const sent = act.safeParse(await context.req.parseBody());
  if (!sent.success) return refuse(context, deps, 'no-review');
  const key = JSON.stringify([sent.data.kind, sent.data.server, sent.data.id]);
  const { items } = await queueItems(deps.store, since(deps));
  const subject = items.find(({ standing }) => reviewSubjectKey(standing.subject) === key)?.standing.subject;
  if (subject === undefined) return refuse(context, deps, 'no-such-subject');
  context.set('subject', `${subject.server} ${subject.kind}`);
  const by = context.get('user') ?? 'somebody on the pages';
  const text = sent.data.text.trim().replaceAll('\r\n', '\n');
  const entry: ReviewEntry = { by, subject, act: sent.data.act, text };
  if (refuseEntry(entry) !== undefined) return refuse(context, deps, 'no-review');
  const { act: done } = await deps.reviews.append(entry);
  const state = reviewStates.find((name) => name === done) ?? stateOf(items, key);
  return context.redirect(`/reviews?state=${state}`, 303);
}

function stateOf(items: ReviewQueue['items'], key: string): string {
  return items.find(({ standing }) => reviewSubjectKey(standing.subject) === key)?.standing.state ?? 'new';
}

function page(queue: ReviewQueue, context: Context<WebEnv>, deps: WebDeps): Markup {
  const { state, items, unread } = queue;
  const mayAct = mayOpen(context.get('reader'), '/reviews', 'POST');
  const csrf = deps.reviews === undefined || !mayAct ? undefined : context.get('formToken')();
  const nowMs = deps.clock.now();
  const here = `/reviews?state=${state}`;
  return markup`<div class="head"><h1>Reviews</h1><p class="tools"><a href="${here}&page=${queue.page.offset / queue.page.size + 1}&format=json" download="reviews.json">JSON</a> · <a href="${here}&format=csv" download="reviews.csv">CSV</a></p></div>
<p class="lead">Failed findings of trust and safety, and what changed in the last 30 days: on lists about hosted servers, in the mode in which a server federates, and lists against hosted servers that are hidden now. What is told against a licence, of any server, waits here too: a person looks before it goes out. Every act is a row of the review log; nothing here changes what was observed.</p>
${!mayAct && markup`<p class="notice">Only to read: your role may look at the queue, and not act on it.</p>`}
${mayAct && csrf === undefined && markup`<p class="notice" role="status">Only to read: another process writes the review log of this data directory. Use the pages of the one that was started first.</p>`}
${tabs(queue)}
${unreadSentences(unread).map((says) => markup`<p class="notice">${says}</p>`)}
${items.length > 0 && markup`<p class="muted">${orderSentence}</p><p class="muted">Keys: <kbd>j</kbd> next, <kbd>k</kbd> previous, <kbd>Enter</kbd> opens what you can do.</p>`}
${items.length === 0 ? markup`<p class="notice">${empty(queue)}</p>` : markup`<h2 class="unseen">${reviewStateNames[state]}</h2>${items.map((item) => reviewPart(item, { nowMs, csrf }))}${pager(queue.page, (number) => `${here}&page=${number}`)}`}`;
}

function empty({ state, totals }: ReviewQueue): string {
  if (state !== 'new') return `Nothing is ${reviewStateNames[state].toLowerCase()}.`;
  const all = Object.values(totals).reduce((sum, count) => sum + count, 0);
  if (all > 0) return 'Nothing is new. What is in work is under the other states.';
  return 'Nothing waits: no rule of trust and safety fails at a hosted server, no list about one changed, and nothing is told against a licence. Add our servers to hosted in fediscope.yaml if there are none yet.';
}

function tabs({ state, totals }: ReviewQueue): Markup {
  return markup`<nav class="tabs" aria-label="State"><ul>${reviewStates.map(
    (name) =>
      markup`<li><a href="/reviews?state=${name}"${name === state && markup` aria-current="true"`}>${reviewStateNames[name]} <span class="count">${totals[name]}</span></a></li>`,
  )}</ul></nav>`;
}

function queueCsv({ items, unread }: ReviewQueue, unproven: readonly Host[]): string {
  const isNamed = (server: Host | undefined) => server && (unproven.includes(server) ? 'yes' : 'no');
  const header = [
    'state',
    'server',
    'kind',
    'id',
    'seen',
    'at',
    'rank',
    'severity',
    'reason',
    'assignee',
    'note',
    'unproven',
    'replayed',
  ];
  const rows = items.map(({ standing, seen }) => {
    const { state, subject, reason, assignee, note } = standing;
    const replayed = seen === undefined ? undefined : replayedWord(seen.replayed);
    return [
      ...[state, subject.server, subject.kind, subject.id, seen?.says, seen?.at, seen?.rank, seen?.severity],
      ...[reason, assignee, note, isNamed(subject.server), replayed],
    ];
  });
  const left = unreadSentences(unread).map((says) => [undefined, undefined, 'left-out', undefined, says]);
  return [header, ...rows, ...left]
    .map((cells) => csvLine(cells, { newline: '\r\n', quoteEmpty: false }))
    .join('');
}
