import { createHmac, randomBytes } from 'node:crypto';
import type { Context, MiddlewareHandler } from 'hono';
import type { WebDeps, WebEnv } from '../deps.ts';
import { asksWho } from '../exposure.ts';
import { refuse, type Trouble } from '../pages/trouble.ts';
import { readCookie, writeCookie } from './cookies.ts';
import type { GuardState } from './state.ts';
import { bearerOf, readerOfToken, sameSecret } from './tokens.ts';

const cookieShape = /^[A-Za-z0-9_-]{43}$/;
const safeMethods: ReadonlySet<string> = new Set(['GET', 'HEAD']);
/** A form of ours is far smaller. */
const largestForm = 16_384;

/** Whether the request comes from a page of ours, as far as the browser says. Browsers hide the origin under `no-referrer`; then `Sec-Fetch-Site` decides. */
function isFromUs(context: Context<WebEnv>, origin: string | undefined): boolean {
  const site = context.req.header('sec-fetch-site');
  if (site !== undefined && site !== 'same-origin') return false;
  const named = context.req.header('origin');
  if (named === undefined) return true;
  if (named === 'null') return site === 'same-origin';
  const host = context.req.header('host');
  return named === origin || named === `http://${host}` || named === `https://${host}`;
}

/** The cookie that this browser sent for forms. Absent: it has none of ours. */
function formCookie(context: Context<WebEnv>): string | undefined {
  const sent = readCookie(context, 'fediscope-form') ?? '';
  return cookieShape.test(sent) ? sent : undefined;
}

/** The token that fits a cookie, under a key of this process. */
function tokenFor(cookie: string, { formKey }: GuardState): string {
  return createHmac('sha256', formKey).update(cookie).digest('base64url');
}

/** Gives pages the token for their forms. It is bound to a random cookie that other sites cannot read or send. */
export function giveFormToken(state: GuardState): MiddlewareHandler<WebEnv> {
  return async (context, next) => {
    let cookie = formCookie(context);
    context.set('formToken', () => {
      cookie ??= newCookie(context);
      return tokenFor(cookie, state);
    });
    return next();
  };
}

/** Lets a write pass only from a page of ours, and with the token of a form. */
export function checkWrites(deps: WebDeps, state: GuardState): MiddlewareHandler<WebEnv> {
  return async (context, next) => {
    if (safeMethods.has(context.req.method)) return next();
    const cookie = formCookie(context);
    const expected = cookie === undefined ? undefined : tokenFor(cookie, state);
    const refusal =
      tooMuchOrForeign(context, deps) ??
      (isProgram(context, deps) ? undefined : await formRefusal(context, expected));
    return refusal === undefined ? next() : refuse(context, deps, refusal);
  };
}

function newCookie(context: Context<WebEnv>): string {
  const value = randomBytes(32).toString('base64url');
  writeCookie(context, { name: 'fediscope-form', value });
  return value;
}

function tooMuchOrForeign(context: Context<WebEnv>, deps: WebDeps): Trouble | undefined {
  if (context.req.method !== 'POST') return 'no-such-method';
  if (!isFromUs(context, deps.monitor.origin)) return 'foreign-write';
  const length = context.req.header('content-length');
  if (context.req.header('transfer-encoding') !== undefined || Number(length ?? 0) > largestForm)
    return 'form-too-large';
  return undefined;
}

/** Where programs write, such as the last step of a deploy. */
const forPrograms: ReadonlySet<string> = new Set(['/annotations/deploys']);

/**
 * Whether a program sends JSON where programs may. A page of another site cannot: browsers ask us first whether it may send JSON or an
 * `Authorization` header, and we never say yes. What a browser adds by itself (a session, a proxy's header) is not enough.
 */
function isProgram(context: Context<WebEnv>, { auth }: WebDeps): boolean {
  const isJson = /^application\/json(;|$)/i.test(context.req.header('content-type') ?? '');
  if (!forPrograms.has(context.req.path) || !isJson) return false;
  return (
    !asksWho(auth) || readerOfToken(bearerOf(context.req.header('authorization')) ?? '', auth) !== undefined
  );
}

async function formRefusal(
  context: Context<WebEnv>,
  expected: string | undefined,
): Promise<Trouble | undefined> {
  // No browser of ours: somebody's script that forgot how scripts write here.
  if (expected === undefined && forPrograms.has(context.req.path)) return 'no-program';
  // A body that is no form carries no token.
  const form = await context.req.parseBody().catch(() => undefined);
  const csrf = form?.['csrf'];
  const holds = expected !== undefined && typeof csrf === 'string' && sameSecret(csrf, expected);
  return holds ? undefined : 'no-token';
}
