import type { Context, MiddlewareHandler } from 'hono';
import { getCookie } from 'hono/cookie';
import type { Auth, WebDeps, WebEnv } from '../deps.ts';
import { asksWho } from '../exposure.ts';
import { refuse } from '../pages/trouble.ts';
import type { Sessions } from './sessions.ts';
import { holdsToken, sameSecret } from './writes.ts';

/** The cookie that holds a session's secret. */
export const sessionCookie = 'fediscope-session';

/** Read by everyone: who we are, our source, and whether we live. */
const openPaths: ReadonlySet<string> = new Set(['/about', '/source.tar.gz', '/healthz', '/login']);

function isOpenPath(path: string, { openMetrics = false }: Auth): boolean {
  return openPaths.has(path) || path.startsWith('/assets/') || (openMetrics && path === '/metrics');
}

/** Whether a text is one of the tokens; every token is compared, so the time tells nothing. */
export function isToken(text: string, tokens: readonly string[]): boolean {
  return text !== '' && tokens.filter((token) => sameSecret(text, token)).length > 0;
}

function userOf(context: Context<WebEnv>, auth: Auth, holdsSession: boolean): string | undefined {
  const named = auth.header === undefined ? undefined : context.req.header(auth.header)?.trim();
  if (named) return named;
  if (auth.tokens === undefined) return undefined;
  const holds = holdsSession || holdsToken(context.req.header('authorization'), auth.tokens);
  return holds ? 'token holder' : undefined;
}

function askToLogIn(context: Context<WebEnv>, deps: WebDeps): Response | Promise<Response> {
  if (deps.auth?.tokens === undefined) return refuse(context, deps, 'no-user');
  const wantsPage = context.req.method === 'GET' && context.req.header('accept')?.includes('text/html');
  if (wantsPage) {
    const url = new URL(context.req.url);
    return context.redirect(`/login?next=${encodeURIComponent(url.pathname + url.search)}`, 303);
  }
  context.header('WWW-Authenticate', 'Bearer realm="fediscope"');
  return refuse(context, deps, 'no-user');
}

/** Lets in whoever the configuration lets in; everyone, when it does not ask. */
export function checkWho(deps: WebDeps, sessions: Sessions): MiddlewareHandler<WebEnv> {
  return async (context, next) => {
    const { auth } = deps;
    if (!asksWho(auth)) return next();
    const secret = getCookie(context, sessionCookie);
    const user = userOf(context, auth, secret !== undefined && sessions.isOpen(secret, deps.clock.now()));
    if (user !== undefined) context.set('user', user);
    return user === undefined && !isOpenPath(context.req.path, auth) ? askToLogIn(context, deps) : next();
  };
}
