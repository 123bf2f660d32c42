import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { instant } from '../../../model/clock.ts';
import type { Host } from '../../../model/host.ts';
import { keysPath, stylesheetPath } from '../assets.ts';
import type { WebDeps, WebEnv } from '../deps.ts';
import { hasLogin } from '../exposure.ts';
import { mayOpen } from '../guard/access.ts';
import { type Markup, markup } from '../markup.ts';
import { downloads, tableAsked, tableCsv } from './downloads.ts';
import { namedOn, unprovenNotice } from './unproven.ts';
import { passableIn } from './ways.ts';
import { moment, span, utc } from './when.ts';

/** What surrounds a page. */
export interface Frame {
  readonly title: string;
  readonly main: Markup;
  readonly status?: ContentfulStatusCode;
  /** The newest observation the page rests on. Absent: it rests on none; `none`: there is none yet. */
  readonly observedAt?: string | 'none';
  /** Absent: the page stays as it is until it is loaded again. */
  readonly reloadSeconds?: number;
  /** Does the page have entries to go through with keys? It works without. */
  readonly keys?: boolean;
}

const links = [
  ['/', 'Now'],
  ['/alerts', 'Alerts'],
  ['/relations', 'Relations'],
  ['/findings/sre', 'SRE'],
  ['/findings/trust-safety', 'Trust and safety'],
  ['/findings/legal', 'Legal'],
  ['/defederation', 'Defederation'],
  ['/reviews', 'Reviews'],
  ['/boards', 'Boards'],
  ['/rules', 'Rules'],
  ['/ourselves', 'Ourselves'],
  ['/audit', 'Audit'],
  ['/about', 'About'],
] as const;

/** Answers with a whole page, or with one of its tables where that is asked for. */
export async function show(context: Context<WebEnv>, deps: WebDeps, frame: Frame): Promise<Response> {
  const number = tableAsked(context);
  const csv = number === undefined ? undefined : tableCsv(frame.main, number);
  if (csv !== undefined)
    return context.body(csv, 200, {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="table-${number}.csv"`,
    });
  const main = passableIn(frame.main, { reader: context.get('reader'), part: deps.part });
  const unproven = await unprovenOn(frame, deps);
  return context.html(document(context, deps, { ...frame, main, unproven }), frame.status ?? 200);
}

/** A page that does not rest on the store is for strangers too, who are told of no server. */
async function unprovenOn({ main, observedAt }: Frame, { store }: WebDeps): Promise<readonly Host[]> {
  return observedAt === undefined ? [] : namedOn(main, await store.unproven());
}

interface Surrounded extends Frame {
  /** Servers on the page that do not prove to be ours. */
  readonly unproven: readonly Host[];
}

function document(context: Context<WebEnv>, deps: WebDeps, frame: Surrounded): Markup {
  const { reloadSeconds: reload } = frame;
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
${reload !== undefined && markup`<meta http-equiv="refresh" content="${reload}">`}
<title>${frame.title} · Fediscope</title>
<link rel="icon" type="image/svg+xml" href="/assets/icon.svg">
<link rel="stylesheet" href="${stylesheetPath}">
${frame.keys === true && markup`<script src="${keysPath}" defer></script>`}
</head>
<body>
<a class="skip" href="#main">Skip to content</a>
${banner(context, deps, frame)}
<main id="main" tabindex="-1">
${unprovenNotice(frame.unproven)}
${frame.main}
${frame.status === undefined && downloads(frame.main, new URL(context.req.url))}
</main>
${foot(context, deps, frame)}
</body>
</html>
`;
}

function banner(context: Context<WebEnv>, deps: WebDeps, { observedAt }: Frame): Markup {
  const here = context.req.path;
  const isHere = (path: string) => here === path || (path !== '/' && here.startsWith(`${path}/`));
  return markup`<header class="banner"><div class="wide">
<a class="brand" href="/"><span class="mark" aria-hidden="true"></span>Fediscope</a>
<nav aria-label="Main"><ul>${links
    .filter(([path]) => mayOpen(context.get('reader'), path))
    .map(
      ([path, name]) =>
        markup`<li><a href="${path}"${isHere(path) && markup` aria-current="page"`}>${name}</a></li>`,
    )}</ul></nav>
${mayOpen(context.get('reader'), '/search') && markup`<form class="search" role="search" action="/search"><label><span class="unseen">Search servers by name</span><input type="search" name="q" placeholder="Server" maxlength="253"></label><button class="quiet">Search</button></form>`}
<span class="monitor"><bdi>${deps.monitor.name}</bdi>${observedAt !== undefined && markup`, ${ageWords(observedAt, deps.clock.now())}`}</span>
</div></header>`;
}

function foot(context: Context<WebEnv>, deps: WebDeps, frame: Frame): Markup {
  const nowMs = deps.clock.now();
  const user = context.get('user');
  return markup`<footer class="foot"><div class="wide">
<p class="fresh">${freshness(frame.observedAt, nowMs)} Page made ${utc(instant(nowMs))}. All times are UTC. Seen from <bdi>${deps.monitor.vantage}</bdi>.</p>
<p>Fediscope${deps.monitor.version !== undefined && ` ${deps.monitor.version}`} is free software under the AGPL, version 3 or later. <a href="/source.tar.gz">Source of this running version</a> · <a href="/about">Who watches, and how to opt out</a></p>
${user !== undefined && markup`<p>You are read as <bdi>${user}</bdi>.</p>`}
${hasLogin(deps.auth) && user !== undefined && markup`<form method="post" action="/logout"><input type="hidden" name="csrf" value="${context.get('formToken')()}"><button class="quiet">Log out</button></form>`}
</div></footer>`;
}

/** How old the data of a page is that shows what the store holds now, for its frame. */
export async function dataAge({ store }: WebDeps): Promise<string> {
  return (await store.newestObservation()) ?? 'none';
}

/** On the first screen: the foot of a long page is far away on a phone. */
function ageWords(observedAt: string, nowMs: number): string {
  const ageMs = nowMs - Date.parse(observedAt);
  return Number.isNaN(ageMs) ? 'no data yet' : `data ${span(ageMs)} old`;
}

function freshness(observedAt: string | undefined, nowMs: number): Markup | undefined {
  if (observedAt === undefined) return undefined;
  if (observedAt === 'none') return markup`No observation yet.`;
  return markup`Last observation ${moment(observedAt, nowMs)}.`;
}
