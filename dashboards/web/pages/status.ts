import type { Context, Hono } from 'hono';
import { type Host, parseHost } from '../../../model/host.ts';
import { stylesheetPath } from '../assets.ts';
import type { WebDeps, WebEnv } from '../deps.ts';
import { type Markup, markup } from '../markup.ts';
import { table } from '../parts/table.ts';
import { utc } from '../parts/when.ts';
import { type PublicMonth, type PublicState, type PublicStatus, readStatus } from '../reading/status.ts';
import { refuse } from './trouble.ts';

/** What is told is at most so old; it is read once in this time, however many ask. */
const keptMs = 60_000;
const caching = { 'Cache-Control': 'public, max-age=60' } as const;

const states: Readonly<Record<PublicState, { readonly says: string; readonly colour: string }>> = {
  up: { says: 'up', colour: '#1a7f37' },
  down: { says: 'down', colour: '#b3261e' },
  unknown: { says: 'unknown', colour: '#5f6368' },
};

interface Kept {
  readonly untilMs: number;
  readonly status: Promise<PublicStatus | undefined>;
}

/** The public status of those hosted servers that have one, as a page and as a badge. No other server has a page here, watched or not. */
export function serveStatus(app: Hono<WebEnv>, deps: WebDeps): void {
  const open = new Set((deps.hosted ?? []).filter(({ isPublic }) => isPublic).map(({ host }) => host));
  const kept = new Map<Host, Kept>();
  const statusOf = (host: Host): Kept['status'] => {
    const nowMs = deps.clock.now();
    const known = kept.get(host);
    if (known !== undefined && known.untilMs > nowMs) return known.status;
    const status = readStatus(deps, host);
    kept.set(host, { untilMs: nowMs + keptMs, status });
    status.catch(() => kept.delete(host)); // whoever asked is told; the next one asks anew
    return status;
  };
  app.get('/status/:host', async (context) => {
    const [, name = '', badge] = /^(.*?)(\.svg)?$/.exec(context.req.param('host')) ?? [];
    const named = parseHost(name);
    const status = named.ok && open.has(named.host) ? await statusOf(named.host) : undefined;
    if (status === undefined) return refuse(context, deps, 'no-such-page');
    return badge === undefined ? page(context, deps, status) : badgeOf(context, status);
  });
}

function percentOf({ availability }: PublicMonth): string {
  // Never rounded up: 99.999 is not 100.
  return availability === undefined
    ? 'not known'
    : `${(Math.floor(availability * 10_000) / 100).toFixed(2)} %`;
}

function badgeOf(context: Context<WebEnv>, { server, state, months }: PublicStatus): Response {
  const [month] = months;
  const known = month?.availability === undefined ? '' : ` · ${percentOf(month)}`;
  const text = `${states[state].says}${known}`;
  const [left, right] = [server.length * 7 + 16, text.length * 7 + 16];
  const svg = markup`<svg xmlns="http://www.w3.org/2000/svg" width="${left + right}" height="20" role="img" aria-label="${server}: ${text}"><title>${server}: ${text}</title><rect width="${left}" height="20" fill="#3c4043"/><rect x="${left}" width="${right}" height="20" fill="${states[state].colour}"/><g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11"><text x="8" y="14" textLength="${left - 16}">${server}</text><text x="${left + 8}" y="14" textLength="${right - 16}">${text}</text></g></svg>`;
  return context.body(String(svg), 200, {
    ...caching,
    'Content-Type': 'image/svg+xml; charset=utf-8',
    'Content-Security-Policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
    // A badge is made to be shown on other sites.
    'Cross-Origin-Resource-Policy': 'cross-origin',
  });
}

/** Without the frame of the other pages: it is the same for everyone, so that it may be cached. */
function page(context: Context<WebEnv>, deps: WebDeps, status: PublicStatus): Response | Promise<Response> {
  const { server, state, since, months } = status;
  const document = markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Status of ${server} · Fediscope</title>
<link rel="icon" type="image/svg+xml" href="/assets/icon.svg">
<link rel="stylesheet" href="${stylesheetPath}">
</head>
<body>
<main id="main">
<h1><bdi>${server}</bdi></h1>
<p class="big">${states[state].says}${since !== undefined && markup` since ${utc(since)}`}</p>
${monthTable(months)}
<p>As other servers of the fediverse see it, watched by <a href="/about"><bdi>${deps.monitor.name}</bdi></a>. Months are of UTC. <a href="/status/${server}.svg">Badge</a></p>
</main>
</body>
</html>
`;
  return context.html(document, 200, caching);
}

function monthTable(months: readonly PublicMonth[]): Markup {
  return table({
    caption: 'Availability by month, of the time that is known',
    columns: ['Month', 'Availability'],
    rows: months.map((month) => [month.month, percentOf(month)]),
  });
}
