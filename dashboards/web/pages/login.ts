import type { Context, Hono } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { WebDeps, WebEnv } from '../deps.ts';
import type { Sessions } from '../guard/sessions.ts';
import { sessionHours } from '../guard/sessions.ts';
import { isToken, sessionCookie } from '../guard/who.ts';
import { isOverTls } from '../guard/writes.ts';
import { type Markup, markup } from '../markup.ts';
import { show } from '../parts/shell.ts';

/** Where a login leads back to: a path of this site, else the overview. */
export function localPath(next: unknown): string {
  const isLocal = typeof next === 'string' && /^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(next);
  return isLocal ? next : '/';
}

/** Login by token and logout; nothing when no tokens are configured. */
export function serveLogin(app: Hono<WebEnv>, deps: WebDeps, sessions: Sessions): void {
  const tokens = deps.auth?.tokens;
  if (tokens === undefined) return;
  app.get('/login', (context) =>
    show(context, deps, { title: 'Log in', main: form(context, context.req.query('next')) }),
  );
  app.post('/login', async (context) => {
    const { secret, next } = await context.req.parseBody();
    const holds = isToken(typeof secret === 'string' ? secret.trim() : '', tokens);
    return holds ? enter(context, deps, { sessions, next }) : turnAway(context, deps, next);
  });
  app.post('/logout', (context) => {
    sessions.close(getCookie(context, sessionCookie) ?? '');
    deleteCookie(context, sessionCookie, { path: '/' });
    return context.redirect('/login', 303);
  });
}

function enter(
  context: Context<WebEnv>,
  deps: WebDeps,
  { sessions, next }: { readonly sessions: Sessions; readonly next: unknown },
): Response {
  setCookie(context, sessionCookie, sessions.open(deps.clock.now()), {
    path: '/',
    httpOnly: true,
    sameSite: 'Strict',
    maxAge: sessionHours * 3600,
    secure: isOverTls(context, deps.monitor.origin),
  });
  return context.redirect(localPath(next), 303);
}

function turnAway(context: Context<WebEnv>, deps: WebDeps, next: unknown): Response | Promise<Response> {
  deps.log.warn('a login with a wrong token was refused');
  const main = form(context, next, 'This token is not one of ours. Nothing was changed.');
  return show(context, deps, { title: 'Log in', main, status: 403 });
}

function form(context: Context<WebEnv>, next: unknown, problem?: string): Markup {
  return markup`<h1>Log in</h1>
<p class="lead">The pages of this monitor are for people whom its operator lets in. <a href="/about">Who watches, and how to opt out</a> is open to everyone.</p>
${problem !== undefined && markup`<p class="notice bad" role="alert">${problem}</p>`}
<form class="panel stack" method="post" action="/login">
<input type="hidden" name="csrf" value="${context.get('formToken')()}">
<input type="hidden" name="next" value="${localPath(next)}">
<label for="secret">Access token</label>
<input id="secret" name="secret" type="password" autocomplete="current-password" required maxlength="512">
<button>Log in</button>
</form>`;
}
