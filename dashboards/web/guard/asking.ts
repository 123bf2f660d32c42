import type { Context } from 'hono';
import type { WebDeps, WebEnv } from '../deps.ts';
import { hasLogin } from '../exposure.ts';
import { refuse, type Trouble } from '../pages/trouble.ts';

/** Asks a stranger to log in: a browser by the login page, a program by status 401. */
export function askToLogIn(context: Context<WebEnv>, deps: WebDeps): Response | Promise<Response> {
  if (!hasLogin(deps.auth)) return refuse(context, deps, 'no-user');
  const wantsPage = context.req.method === 'GET' && context.req.header('accept')?.includes('text/html');
  if (wantsPage) {
    const url = new URL(context.req.url);
    return context.redirect(`/login?next=${encodeURIComponent(url.pathname + url.search)}`, 303);
  }
  context.header('WWW-Authenticate', 'Bearer realm="fediscope"');
  return refuse(context, deps, 'no-user');
}

/** Refuses with 429, and says when to come again. */
export function tooMany(
  context: Context<WebEnv>,
  deps: WebDeps,
  waitMs: number,
): Response | Promise<Response> {
  return refuseFor(context, deps, { trouble: 'too-many', waitMs });
}

/** Refuses what may be tried again after a while, and says when. */
export function refuseFor(
  context: Context<WebEnv>,
  deps: WebDeps,
  { trouble, waitMs }: { readonly trouble: Trouble; readonly waitMs: number },
): Response | Promise<Response> {
  context.header('Retry-After', String(Math.max(1, Math.ceil(waitMs / 1_000))));
  return refuse(context, deps, trouble);
}
