import type { Context, Hono } from 'hono';
import type { WebDeps, WebEnv } from '../deps.ts';
import { hasLogin } from '../exposure.ts';
import { addressKey } from '../guard/addresses.ts';
import { tooMany } from '../guard/asking.ts';
import { dropCookie, readCookie, writeCookie } from '../guard/cookies.ts';
import type { Reader } from '../guard/reader.ts';
import { sessionHours } from '../guard/sessions.ts';
import type { GuardState } from '../guard/state.ts';
import { readerOfToken } from '../guard/tokens.ts';
import { type Markup, markup } from '../markup.ts';
import { show } from '../parts/shell.ts';

/** Where a login leads back to: a path of this site, else the overview. */
export function localPath(next: unknown): string {
  const isLocal = typeof next === 'string' && /^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(next);
  return isLocal ? next : '/';
}

/** Login and logout; nothing when there is no way in by a page. */
export function serveLogin(app: Hono<WebEnv>, deps: WebDeps, state: GuardState): void {
  if (!hasLogin(deps.auth)) return;
  app.get('/login', (context) =>
    show(context, deps, { title: 'Log in', main: page(context, deps, { next: context.req.query('next') }) }),
  );
  app.post('/login', (context) => logIn(context, deps, state));
  app.post('/logout', (context) => {
    state.sessions.close(readCookie(context, 'fediscope-session') ?? '');
    dropCookie(context, 'fediscope-session');
    return context.redirect('/login', 303);
  });
}

async function logIn(context: Context<WebEnv>, deps: WebDeps, state: GuardState): Promise<Response> {
  const { acts, limits } = state;
  const nowMs = deps.clock.now();
  const key = addressKey(context.get('address'));
  const waitMs = limits.failures.wait(key, nowMs);
  if (waitMs !== undefined) return tooMany(context, deps, waitMs);
  const { secret, next } = await context.req.parseBody();
  const reader = readerOfToken(typeof secret === 'string' ? secret.trim() : '', deps.auth ?? {});
  if (reader !== undefined) {
    await openSession(context, deps, { state, reader });
    return context.redirect(localPath(next), 303);
  }
  limits.failures.take(key, nowMs);
  await acts.record(context, { act: 'log-in-refused', subject: 'token', status: 403 });
  return turnAway(context, deps, next);
}

/** Lets somebody in with a new session: one that the browser had before, whoever gave it to it, is closed. */
export async function openSession(
  context: Context<WebEnv>,
  deps: WebDeps,
  { state, reader }: { readonly state: GuardState; readonly reader: Reader },
): Promise<void> {
  state.sessions.close(readCookie(context, 'fediscope-session') ?? '');
  const value = state.sessions.open(reader, deps.clock.now());
  writeCookie(context, { name: 'fediscope-session', value, maxAge: sessionHours * 3600 });
  context.set('reader', reader);
  await state.acts.record(context, { act: 'log-in', subject: '', status: 303 });
}

function turnAway(context: Context<WebEnv>, deps: WebDeps, next: unknown): Response | Promise<Response> {
  deps.log.warn('a login with a wrong token was refused');
  const problem = 'This token is not one of ours. Nothing was changed.';
  return show(context, deps, { title: 'Log in', main: page(context, deps, { next, problem }), status: 403 });
}

interface Around {
  readonly next: unknown;
  readonly problem?: string;
}

function page(context: Context<WebEnv>, { auth }: WebDeps, { next, problem }: Around): Markup {
  const back = localPath(next);
  return markup`<h1>Log in</h1>
<p class="lead">The pages of this monitor are for people whom its operator lets in. <a href="/about">Who watches, and how to opt out</a> is open to everyone.</p>
${problem !== undefined && markup`<p class="notice bad" role="alert">${problem}</p>`}
${auth?.oidc !== undefined && markup`<p class="panel"><a href="/login/oidc?next=${encodeURIComponent(back)}">Log in with your organisation’s account</a></p>`}
${(auth?.tokens ?? auth?.keptTokens) !== undefined && tokenForm(context, back)}`;
}

function tokenForm(context: Context<WebEnv>, next: string): Markup {
  return markup`<form class="panel stack" method="post" action="/login">
<input type="hidden" name="csrf" value="${context.get('formToken')()}">
<input type="hidden" name="next" value="${next}">
<label for="secret">Access token</label>
<input id="secret" name="secret" type="password" autocomplete="current-password" required maxlength="512">
<button>Log in</button>
</form>`;
}
