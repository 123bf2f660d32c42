import type { Hono } from 'hono';
import { instant } from '../../../model/clock.ts';
import { parseHost } from '../../../model/host.ts';
import type { Recheck, WebDeps, WebEnv } from '../deps.ts';
import { serverPath } from '../parts/server-list.ts';
import { utc } from '../parts/when.ts';
import { refuse } from './trouble.ts';

/** The one write of the site: asks the crawler for a visit now, and says on the server's page what came of it. */
export function serveRecheck(app: Hono<WebEnv>, deps: WebDeps): void {
  const { recheck } = deps;
  if (recheck === undefined) return;
  app.post('/servers/:host/recheck', async (context) => {
    const named = parseHost(context.req.param('host'));
    if (!named.ok) return refuse(context, deps, 'no-such-server');
    const said = new URLSearchParams(saidOf(await recheck(named.host)));
    return context.redirect(`${serverPath(named.host)}?${said}`, 303);
  });
}

function saidOf(result: Recheck): Record<string, string> {
  if (typeof result === 'string') return { recheck: result };
  const { refused, untilMs } = result;
  return { recheck: refused, ...(Number.isFinite(untilMs) && { until: instant(untilMs) }) };
}

const results = {
  queued: 'A visit was queued. Load this page again in a minute.',
  'already-running': 'A visit is already running. Load this page again in a minute.',
  unknown: 'The crawler does not know this server yet, so nothing was queued. Try again in a minute.',
  resting:
    'Nothing was queued: this server is left alone for now, because it asked for that or does not answer.',
  'too-soon': 'Nothing was queued: somebody asked for a visit to this server a few minutes ago.',
} as const;

/** What a server's page says of the re-check that led to it, by its query. Undefined: none did. */
export function recheckNotice(said: string | undefined, until: string | undefined): string | undefined {
  if (said === undefined || !isResult(said)) return undefined;
  if (said !== 'resting' && said !== 'too-soon') return results[said];
  if (until === undefined) return `${results[said]} Its whole site said that it is gone for good.`;
  const untilMs = Date.parse(until);
  return Number.isNaN(untilMs) ? results[said] : `${results[said]} Ask again after ${utc(instant(untilMs))}.`;
}

function isResult(text: string): text is keyof typeof results {
  return Object.hasOwn(results, text);
}
