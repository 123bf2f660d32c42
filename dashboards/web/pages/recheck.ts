import type { Hono } from 'hono';
import { parseHost } from '../../../model/host.ts';
import type { WebDeps, WebEnv } from '../deps.ts';
import { serverPath } from '../parts/server-list.ts';
import { refuse } from './trouble.ts';

/** The one write of the site: asks the crawler for a visit now, and says on the server's page what came of it. */
export function serveRecheck(app: Hono<WebEnv>, deps: WebDeps): void {
  const { recheck } = deps;
  if (recheck === undefined) return;
  app.post('/servers/:host/recheck', async (context) => {
    const named = parseHost(context.req.param('host'));
    if (!named.ok) return refuse(context, deps, 'no-such-server');
    const result = await recheck(named.host);
    return context.redirect(`${serverPath(named.host)}?recheck=${result}`, 303);
  });
}
