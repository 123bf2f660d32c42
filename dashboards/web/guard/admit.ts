import type { MiddlewareHandler } from 'hono';
import type { WebDeps, WebEnv } from '../deps.ts';
import { asksWho } from '../exposure.ts';
import { refuse } from '../pages/trouble.ts';
import { accessOf, mayUse } from './access.ts';
import { addressKey, clientAddress } from './addresses.ts';
import { askToLogIn, tooMany } from './asking.ts';
import type { Limits } from './limits.ts';

/** Notes where the request comes from, for limits and for the log of acts. */
export function noteAddress({ auth }: WebDeps): MiddlewareHandler<WebEnv> {
  return async (context, next) => {
    context.set('address', clientAddress(context, auth?.forwardedBy));
    return next();
  };
}

/** Lets each reader do what the table says. What a customer may not see does not exist for them. */
export function checkAccess(deps: WebDeps): MiddlewareHandler<WebEnv> {
  return async (context, next) => {
    const access = accessOf(context);
    const isOpenMetrics = deps.auth?.openMetrics === true && context.req.path === '/metrics';
    if (access?.to === 'everyone' || isOpenMetrics) return next();
    const reader = context.get('reader');
    if (reader === undefined) return askToLogIn(context, deps);
    if (access === undefined || mayUse(reader, access)) return next();
    return refuse(context, deps, reader.customer === undefined ? 'not-your-role' : 'no-such-page');
  };
}

const isRead = (method: string) => method === 'GET' || method === 'HEAD';

/**
 * Slows down whoever reads far faster than people and their programs do: each account at each address, and strangers by address. Where nobody is asked who
 * they are, only this machine reads, and is left alone.
 */
export function limitReads(deps: WebDeps, { reads }: Limits): MiddlewareHandler<WebEnv> {
  return async (context, next) => {
    if (!isRead(context.req.method) || !asksWho(deps.auth) || accessOf(context)?.light) return next();
    const key = `${addressKey(context.get('address'))} ${context.get('user') ?? ''}`;
    const waitMs = reads.take(key, deps.clock.now());
    return waitMs === undefined ? next() : tooMany(context, deps, waitMs);
  };
}

/** Slows down whoever writes faster than people do, by account and by address. */
export function limitWrites(deps: WebDeps, limits: Limits): MiddlewareHandler<WebEnv> {
  return async (context, next) => {
    if (isRead(context.req.method)) return next();
    const nowMs = deps.clock.now();
    const ofAccount = limits.writesOfAccount.take(context.get('user') ?? '', nowMs);
    const fromAddress = limits.writesFromAddress.take(addressKey(context.get('address')), nowMs);
    const waitMs = Math.max(ofAccount ?? 0, fromAddress ?? 0);
    return waitMs > 0 ? tooMany(context, deps, waitMs) : next();
  };
}
