import type { Context, Hono } from 'hono';
import { type DigestWeek, dueDay, weekBefore, weeksLater } from '../../../analyzer/defederation/week.ts';
import { usualDigest } from '../../../model/configuration/digest.ts';
import { counted } from '../../../model/counted.ts';
import { type DigestServer, readDigest, type WeeklyDigest } from '../../reports/digest/digest.ts';
import { changesOf, digestTitle, reachWords } from '../../reports/digest/text.ts';
import { defederationEnglish } from '../../reports/words/en/defederation.ts';
import { tongueOf } from '../../reports/words/tongue.ts';
import type { WebDeps, WebEnv } from '../deps.ts';
import { type Markup, markup } from '../markup.ts';
import { showData } from '../parts/data.ts';
import { changeList, coverageNotice } from '../parts/defederation.ts';
import { noneHosted } from '../parts/hosted.ts';
import { hostName, serverPath } from '../parts/server-list.ts';
import { dataAge, show } from '../parts/shell.ts';
import { utc } from '../parts/when.ts';
import { refuse, wantsJson } from './trouble.ts';

const tongue = tongueOf('en');

/** What a week brought to hosted servers: the page to which the weekly digest leads, also where none is sent. */
export function serveDigest(app: Hono<WebEnv>, deps: WebDeps): void {
  app.get('/defederation/weeks', (context) => answer(context, deps, newest(deps)));
  app.get('/defederation/weeks/:day', (context) => answer(context, deps, context.req.param('day')));
}

async function answer(context: Context<WebEnv>, deps: WebDeps, day: string): Promise<Response> {
  const week = weekAsked(day, deps);
  if (week === undefined) return refuse(context, deps, 'no-such-page');
  const digest = await readDigest(deps.store, week);
  if (wantsJson(context)) return showData(context, deps, digest);
  const title = digestTitle(week, tongue);
  const main = page(digest, title, newest(deps));
  return show(context, deps, { title, main, observedAt: await dataAge(deps) });
}

function newest({ digest = usualDigest, clock }: WebDeps): string {
  return dueDay(digest, clock.now());
}

/** A week that is over. Undefined: it is none, or goes on. */
function weekAsked(day: string, { digest = usualDigest, clock }: WebDeps): DigestWeek | undefined {
  const week = weekBefore(day, digest.zone);
  return week !== undefined && Date.parse(week.until) < clock.now() ? week : undefined;
}

function weekPath(day: string): string {
  return `/defederation/weeks/${day}`;
}

function page(digest: WeeklyDigest, title: string, last: string): Markup {
  const { day, hosted, servers, coverage, since, watchedSince = since } = digest;
  const next = weeksLater(day, 1);
  const ways = [
    watchedSince < since && markup`<a href="${weekPath(weeksLater(day, -1))}">The week before</a> · `,
    next <= last && markup`<a href="${weekPath(next)}">The week after</a> · `,
  ];
  return markup`<div class="head"><h1>${title}</h1><p class="tools"><a href="${weekPath(day)}?format=json" download="week-${day}.json">JSON</a></p></div>
<p class="lead">What changed on lists about our servers in seven days. ${ways}<a href="/defederation">The network</a></p>
${(servers.length > 0 || !isBeforeWatch(digest)) && coverageNotice(coverage)}
${cutNotice(digest)}
${servers.length === 0 ? quietNotice(digest) : markup`<p>${counted(changesOf(digest), 'change')} about ${servers.length} of our ${counted(hosted, 'server')}.</p>${servers.map(serverPart)}<p class="muted">${defederationEnglish.scale}</p>`}`;
}

function cutNotice({ cutAt }: WeeklyDigest): Markup | undefined {
  if (cutAt === undefined) return undefined;
  return markup`<p class="notice">There were too many changes to read: those until ${utc(cutAt)} are left out.</p>`;
}

/** Of how many peers lists could be read before anybody was watched says nothing of those that are watched now. */
function isBeforeWatch({ until, watchedSince }: WeeklyDigest): boolean {
  return watchedSince !== undefined && until <= watchedSince;
}

/** Why there is no change to tell. */
function quietNotice(digest: WeeklyDigest): Markup | undefined {
  const { hosted, watchedSince, cutAt, listsRead } = digest;
  if (hosted === 0) return noneHosted;
  if (cutAt !== undefined) return undefined;
  if (watchedSince !== undefined && isBeforeWatch(digest))
    return markup`<p class="notice">No server of ours was watched in this week; the first is watched since ${utc(watchedSince)}. What lists said then is not known here.</p>`;
  if (listsRead === 0)
    return markup`<p class="notice">No list was read in this week, or what was read is not kept any more: nobody can tell whether one changed about ${oneOf(hosted)}.</p>`;
  return markup`<p class="notice">No list that we may read changed about ${oneOf(hosted)}. Lists that were read in this week: ${listsRead}.</p>`;
}

function oneOf(hosted: number): string {
  return hosted === 1 ? 'our one server' : `one of our ${hosted} servers`;
}

function serverPart(one: DigestServer): Markup {
  const { server, customer, rejecting, limiting } = one;
  return markup`<h2><a class="host" href="${serverPath(server)}/defederation">${hostName(server)}</a>${customer !== undefined && markup` <span class="muted">${customer}</span>`}</h2>
<p>At the end of the week ${counted(rejecting, 'peer rejects', 'peers reject')} it and ${counted(limiting, 'limits', 'limit')} it; ${reachWords(one, tongue)}.</p>
${changeList(one)}`;
}
