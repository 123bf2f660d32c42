import type { Hono } from 'hono';
import type { Audience, Finding, Outcome } from '../../../model/finding.ts';
import { audiences } from '../../../model/finding.ts';
import { boards } from '../../boards/index.ts';
import type { WebDeps, WebEnv } from '../deps.ts';
import { type Markup, markup } from '../markup.ts';
import { boardPath } from '../parts/board.ts';
import { showData } from '../parts/data.ts';
import { wantsWhole } from '../parts/downloads.ts';
import { rulePath } from '../parts/finding.ts';
import { pager } from '../parts/page.ts';
import { serverLink } from '../parts/server-list.ts';
import { show } from '../parts/shell.ts';
import { consentMark, outcomeMark, replayedMark, severityMark } from '../parts/state.ts';
import { table } from '../parts/table.ts';
import { lasting, moment } from '../parts/when.ts';
import { audienceNames, audienceQuestions, outcomeNames } from '../parts/words.ts';
import { type FindingList, type ListedFinding, readFindings } from '../reading/finding-list.ts';
import { refuseValue } from './mistake.ts';
import { refuse, wantsJson } from './trouble.ts';

const outcomes = ['failed', 'cannot-tell', 'passed', 'inapplicable'] as const satisfies readonly Outcome[];

/** One list of findings for each audience, by outcome. */
export function serveFindings(app: Hono<WebEnv>, deps: WebDeps): void {
  app.get('/findings/:audience', async (context) => {
    const audience = audiences.find((name) => name === context.req.param('audience'));
    if (audience === undefined) return refuse(context, deps, 'no-such-page');
    const asked = context.req.query('outcome') || 'failed';
    const outcome = outcomes.find((name) => name === asked);
    if (outcome === undefined)
      return refuseValue(context, deps, { parameter: 'outcome', asked, allowed: outcomes });
    const list = await readFindings(deps.store, { audience, outcome, page: context.req.query('page') });
    if (wantsJson(context)) return showData(context, deps, { audience, outcome, ...list });
    const isWhole = context.req.query('page') !== undefined || wantsWhole(context);
    const main = page(list, { audience, outcome, deps, isWhole });
    const observedAt = list.observedAt ?? 'none';
    return show(context, deps, { title: `${audienceNames[audience]}: findings`, main, observedAt });
  });
}

interface Asked {
  readonly audience: Audience;
  readonly outcome: Outcome;
  readonly deps: WebDeps;
  /** Is the list shown to its end, or that of a page of it? */
  readonly isWhole: boolean;
}

/** Hosted servers come first, and the loudest of them. */
const rowsShown = 20;

function page(list: FindingList, asked: Asked): Markup {
  const { audience, outcome } = asked;
  const here = (extra: string) => `/findings/${audience}?outcome=${outcome}${extra}`;
  return markup`<div class="head"><h1>${audienceNames[audience]}</h1><p class="tools"><a href="${here(`&page=${list.page.offset / list.page.size + 1}&format=json`)}" download="findings-${audience}.json">JSON</a></p></div>
<p class="lead">${audienceQuestions[audience]} Boards: ${boardLinks(audience)}.</p>
${tabs(list, audience, outcome)}
${list.findings.length === 0 ? nothing(list, outcome) : found(list, asked, here)}`;
}

/** Its beginning with the way to all, or a page of it with the way to the others. */
function found(
  list: FindingList,
  { outcome, deps, isWhole }: Asked,
  here: (extra: string) => string,
): Markup {
  const { findings, page: cut } = list;
  if (isWhole || findings.length <= rowsShown)
    return markup`${rows(findings, outcome, deps)}${pager(cut, (number) => here(`&page=${number}`))}`;
  return markup`${rows(findings.slice(0, rowsShown), outcome, deps)}<p>The first ${rowsShown} of ${cut.total} are shown. <a href="${here('&page=1')}">Show ${cut.total > cut.size ? `${cut.size} a page` : `all ${cut.total}`}</a></p>`;
}

/** Boards for the same people. */
function boardLinks(audience: Audience): Markup {
  const own = boards.filter((board) => board.audience === audience);
  return markup`${own.map((board, index) => markup`${index > 0 && ', '}<a href="${boardPath(board)}">${board.title}</a>`)}`;
}

function tabs({ totals }: FindingList, audience: Audience, shown: Outcome): Markup {
  return markup`<nav class="tabs" aria-label="Outcome"><ul>${outcomes.map(
    (outcome) =>
      markup`<li><a href="/findings/${audience}?outcome=${outcome}"${outcome === shown && markup` aria-current="true"`}>${outcomeNames[outcome]} <span class="count">${totals[outcome]}</span></a></li>`,
  )}</ul></nav>`;
}

function nothing({ observedAt }: FindingList, outcome: Outcome): Markup {
  if (observedAt === undefined)
    return markup`<p class="notice">There are no findings yet: the first visit is still to come or running. Load this page again in a minute.</p>`;
  if (outcome === 'failed')
    return markup`<p class="notice good">Nothing fails. What could not be settled is under "${outcomeNames['cannot-tell']}".</p>`;
  return markup`<p class="notice">No finding has this outcome.</p>`;
}

function rows(findings: readonly ListedFinding[], outcome: Outcome, deps: WebDeps): Markup {
  const nowMs = deps.clock.now();
  const titles = new Map(deps.rules.map((rule) => [rule.id, rule.title]));
  return table({
    caption: `${outcomeNames[outcome]}: hosted servers first, then the loudest, then the oldest`,
    columns: [
      'Finding',
      'Server',
      outcome === 'failed' ? 'Severity' : 'Outcome',
      'For',
      'Evidence from',
      'Watched as',
    ],
    rows: findings.map(({ finding, consent, replayed }) => [
      what(finding, titles.get(finding.rule)),
      serverLink(finding.server, `#${finding.rule}`),
      outcome === 'failed' ? severityMark(finding.severity) : outcomeMark(finding.outcome),
      markup`${lasting(finding.since, nowMs)} ${replayedMark(replayed)}`,
      moment(finding.observedAt, nowMs),
      consent === undefined ? 'no longer watched' : consentMark(consent),
    ]),
  });
}

function what(finding: Finding, title: string | undefined): Markup {
  const says = finding.because === '' ? title : finding.because;
  return markup`<a href="${rulePath(finding.rule)}">${finding.rule}</a>${says !== undefined && markup`<p class="because wide-cell"><bdi dir="ltr">${says}</bdi></p>`}`;
}
