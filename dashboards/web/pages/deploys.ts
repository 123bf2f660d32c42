import type { Context, Hono } from 'hono';
import { readDeploy } from '../../../model/deploy.ts';
import type { WebDeps, WebEnv } from '../deps.ts';
import { serverPath } from '../parts/server-list.ts';
import { refuse } from './trouble.ts';

/** Records that something was changed at a server: as JSON from a program, or as a form of ours. */
export function serveDeploys(app: Hono<WebEnv>, deps: WebDeps): void {
  app.post('/annotations/deploys', async (context) => {
    const sent = await sentIn(context);
    const by = context.get('user') ?? 'somebody on the pages';
    const read = readDeploy(sent.fields, { by, nowMs: deps.clock.now() });
    if (!read.ok)
      return sent.isJson
        ? context.json({ error: 'no-deploy', says: read.says }, 400)
        : refuse(context, deps, 'no-deploy');
    const { deploy } = read;
    context.set('subject', deploy.server);
    const [watched] = await deps.store.serversOf({ hosts: [deploy.server] }, { limit: 1, offset: 0 });
    if (watched === undefined)
      return sent.isJson
        ? context.json(unwatched(deploy.server), 404)
        : refuse(context, deps, 'no-such-server');
    await deps.store.recordDeploys([deploy]);
    return sent.isJson ? context.json(deploy, 201) : context.redirect(serverPath(deploy.server), 303);
  });
}

interface Sent {
  readonly isJson: boolean;
  readonly fields: unknown;
}

async function sentIn(context: Context<WebEnv>): Promise<Sent> {
  const isJson = context.req.header('content-type')?.includes('json') === true;
  if (isJson) return { isJson, fields: await context.req.json<unknown>().catch(() => undefined) };
  const { server, at, note } = await context.req.parseBody();
  // An empty field of a form was left out.
  return { isJson, fields: { server, at: at === '' ? undefined : at, note } };
}

function unwatched(server: string) {
  return { error: 'no-such-server', says: `${server} is not watched here` };
}
