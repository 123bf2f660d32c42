import type { Context, Hono } from 'hono';
import {
  type Defederation,
  type Rejection,
  readDefederation,
} from '../../../analyzer/defederation/dossier.ts';
import { parseHost } from '../../../model/host.ts';
import type { Consent } from '../../../model/observation.ts';
import { lastWeek } from '../../defederation/period.ts';
import { defederationCsv } from '../../reports/defederation/csv.ts';
import { defederationEnglish } from '../../reports/words/en/defederation.ts';
import { type ReportLanguage, reportLanguages } from '../../reports/words/language.ts';
import { tongueOf } from '../../reports/words/tongue.ts';
import type { WebDeps, WebEnv } from '../deps.ts';
import { mayOpen } from '../guard/access.ts';
import { type Markup, markup } from '../markup.ts';
import { showData } from '../parts/data.ts';
import { changeList, coverageNotice, draftPart, reachTable, rejectionList } from '../parts/defederation.ts';
import { panelPart } from '../parts/panel.ts';
import { reachPicture } from '../parts/reach.ts';
import { rebuttalForm, rebuttalPath } from '../parts/rebuttal.ts';
import { contentsPart, type SectionName } from '../parts/section.ts';
import { hostName, serverLink, serverPath } from '../parts/server-list.ts';
import { dataAge, show } from '../parts/shell.ts';
import { unprovenMark } from '../parts/state.ts';
import { readRejectionGraph } from '../reading/rejection-graph.ts';
import { refuseValue } from './mistake.ts';
import { refuse, wantsCsv, wantsJson } from './trouble.ts';

/** Who rejects or limits a hosted server, what changed this week, and what is left to reach. Of peers it is not told: that is between them. */
export function serveDefederation(app: Hono<WebEnv>, deps: WebDeps): void {
  app.get('/servers/:host/defederation', async (context) => {
    const asked = await readHosted(context, deps);
    if (asked === undefined) return refuse(context, deps, 'not-hosted');
    const { read, consent } = asked;
    const named = context.req.query('language') || 'en';
    const language = reportLanguages.find((one) => one === named);
    if (language === undefined)
      return refuseValue(context, deps, { parameter: 'language', asked: named, allowed: reportLanguages });
    if (wantsJson(context)) return showData(context, deps, read);
    if (wantsCsv(context)) return asCsv(context, defederationCsv([read], tongueOf(language)));
    const mark = unprovenMark(consent);
    const answer = answerPart(read, context, deps);
    const main = page(read, { mark, elsewhere: ways(context), picture: await pictureOf(read, deps), answer });
    const observedAt = await dataAge(deps);
    return show(context, deps, { title: `Defederation of ${read.server}`, main, observedAt });
  });
}

/** False: nobody rejects it, or only imported lists do, which say nothing of what a server does. */
async function pictureOf({ server, rejections }: Defederation, deps: WebDeps): Promise<Markup | false> {
  if (rejections.length === 0) return false;
  const nowMs = deps.clock.now();
  const { panel, rows } = await readRejectionGraph(deps.store, nowMs, server);
  return rows.length > 0 && panelPart(panel, rows, { nowMs });
}

/** What is known of the defederation of the server that a path names. Undefined: it is none of ours. */
export async function readHosted(
  context: Context<WebEnv>,
  deps: WebDeps,
): Promise<{ readonly read: Defederation; readonly consent: Consent } | undefined> {
  const named = parseHost(context.req.param('host') ?? '');
  if (!named.ok) return undefined;
  const cut = { limit: 1, offset: 0 };
  const [hosted] = await deps.store.serversOf({ role: 'hosted', hosts: [named.host] }, cut);
  if (hosted === undefined) return undefined;
  const { host, consent } = hosted;
  return { read: await readDefederation(deps.store, host, lastWeek(deps.clock.now())), consent };
}

/** Answers with a CSV file. */
export function asCsv(context: Context<WebEnv>, text: string): Response {
  return context.body(text, 200, {
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': 'attachment; filename="defederation.csv"',
  });
}

/** The table in each language of reports, in its own word. */
const csvNames = { en: 'English', de: 'Deutsch', fr: 'Français' } as const satisfies Record<
  ReportLanguage,
  string
>;

/** Where else this is told, for those who may go there. */
function ways(context: Context<WebEnv>): Markup {
  const links = [
    ['/reviews', 'Review queue'],
    ['/defederation', 'The network'],
  ] as const;
  const open = links.filter(([path]) => mayOpen(context.get('reader'), path));
  return markup`${open.map(([path, name], index) => markup`${index > 0 && ' · '}<a href="${path}">${name}</a>`)}`;
}

/** What stands on the page beside what was read. */
interface Beside {
  /** Of the server. */
  readonly mark: Markup | undefined;
  readonly elsewhere: Markup;
  /** False where there is nothing to draw. */
  readonly picture: Markup | false;
  /** False where nobody rejects it, or whoever reads may not write. */
  readonly answer: Markup | false;
}

/** A form for what the server says, where this process writes the review log. */
function answerPart(
  { server, rejections }: Defederation,
  context: Context<WebEnv>,
  { reviews }: WebDeps,
): Markup | false {
  const mayWrite = reviews !== undefined && mayOpen(context.get('reader'), rebuttalPath(server), 'POST');
  return mayWrite && rejections.length > 0 && rebuttalForm(rejections, server, context.get('formToken')());
}

/** Whoever published it, and may not have lifted it since. */
function isToWriteTo({ policy }: Rejection): boolean {
  return policy.source !== 'list' && policy.unseen !== true;
}

const sections = [
  { id: 'rejections', title: 'Who rejects or limits it' },
  { id: 'drafts', title: 'Drafts' },
  { id: 'changes', title: 'What changed this week' },
  { id: 'reach', title: 'Reach' },
] as const satisfies readonly SectionName[];

function page(read: Defederation, { mark, elsewhere, picture, answer }: Beside): Markup {
  const { server, rejections, reach, coverage } = read;
  const path = `${serverPath(server)}/defederation`;
  return markup`<div class="head"><h1>Defederation of ${hostName(server)}</h1><p class="tools"><a href="${path}?format=json" download="defederation.json">JSON</a> · CSV: ${reportLanguages.map((language) => markup`<a href="${path}?format=csv&language=${language}" download="defederation-${language}.csv" lang="${language}">${csvNames[language]}</a> `)}</p></div>
<p class="lead">Who rejects or limits ${serverLink(server)}${mark !== undefined && markup` ${mark}`}, and how we know. ${elsewhere}</p>
${coverageNotice(coverage)}
${contentsPart(sections.filter(({ id }) => id !== 'drafts' || rejections.length > 0))}
<h2 id="rejections">Who rejects or limits it</h2>
${rejectionList(read, true)}
<p class="muted">Looked up are its name, digests of it, the domains above it, and wildcards as the software of the list means them. About nobody, and so not in the table: a star in the middle of a pattern or two of them, <code>?</code> and <code>[...]</code>, a star at the end without a dot before it, and masks without a digest.</p>
${answer}
${picture}
${rejections.length > 0 && markup`<h2 id="drafts">Drafts</h2>${rejections.filter(isToWriteTo).map((one) => draftPart(one, server))}`}
<h2 id="changes">What changed this week</h2>
${changeList(read)}
<p class="muted">${defederationEnglish.scale}</p>
<h2 id="reach">Reach</h2>
<p>Sizes are what servers say of themselves: they count on a logarithmic scale, at most as one hundred thousand, and not at all where a server hides them or its software may invent them.</p>
${reachPicture(reach)}
${reachTable(reach, coverage)}`;
}
