import type { Context, MiddlewareHandler } from 'hono';
import type { Auth, WebDeps, WebEnv } from '../deps.ts';
import { asksWho } from '../exposure.ts';
import { addressKey, isTrustedProxy } from './addresses.ts';
import { tooMany } from './asking.ts';
import { readCookie } from './cookies.ts';
import { anybody, type Reader, readerOf } from './reader.ts';
import type { GuardState } from './state.ts';
import { bearerOf, readerOfToken } from './tokens.ts';

/** Who the proxy says it is; only where the other end is that proxy. */
function readerOfProxy(context: Context<WebEnv>, auth: Auth): Reader | undefined {
  if (auth.header === undefined || !isTrustedProxy(context, auth)) return undefined;
  const account = context.req.header(auth.header)?.trim();
  if (!account) return undefined;
  const { users } = auth;
  if (users === undefined) return { account, roles: ['admin'] };
  const grant = (Object.hasOwn(users, account) ? users[account] : undefined) ?? users['*'];
  return grant === undefined ? undefined : readerOf(account, [grant]);
}

/** Finds out who is reading. Guessing at tokens is slowed down: whoever failed too often at an address waits, with the right token too. */
export function checkWho(deps: WebDeps, { sessions, limits, acts }: GuardState): MiddlewareHandler<WebEnv> {
  return async (context, next) => {
    const { auth } = deps;
    if (!asksWho(auth)) return enter(context, anybody, next);
    const nowMs = deps.clock.now();
    const known =
      readerOfProxy(context, auth) ??
      sessions.readerOf(readCookie(context, 'fediscope-session') ?? '', nowMs);
    if (known !== undefined) return enter(context, known, next);
    const bearer = bearerOf(context.req.header('authorization'));
    if (bearer === undefined) return next();
    const key = addressKey(context.get('address'));
    const waitMs = limits.failures.wait(key, nowMs);
    if (waitMs !== undefined) return tooMany(context, deps, waitMs);
    const reader = readerOfToken(bearer, auth);
    if (reader !== undefined) return enter(context, reader, next);
    limits.failures.take(key, nowMs);
    await acts.record(context, { act: 'log-in-refused', subject: 'token', status: 401 });
    return next();
  };
}

function enter(context: Context<WebEnv>, reader: Reader, next: () => Promise<void>): Promise<void> {
  context.set('reader', reader);
  if (reader.account !== undefined) context.set('user', reader.account);
  return next();
}
