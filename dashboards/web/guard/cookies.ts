import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { WebEnv } from '../deps.ts';
import { isLoopback } from '../exposure.ts';
import { hostName } from './host.ts';

/** Our cookies, by their plain names. */
export type CookieName = 'fediscope-session' | 'fediscope-form' | 'fediscope-journey';

/** How one of our cookies is set. `sameSite`: `Lax` where the browser comes back from another site. */
export interface CookieOptions {
  readonly sameSite?: 'Strict' | 'Lax';
  readonly maxAge?: number;
}

/**
 * Whether browsers send our cookies over TLS only: everywhere but on this machine. So a login over plain HTTP from another machine does not last, which is
 * right: everyone on the way could read it.
 */
function isSecure(context: Context<WebEnv>): boolean {
  return !isLoopback(hostName(context.req.header('host') ?? '') ?? '');
}

/** Off this machine a name that browsers keep for the one host that set it, over TLS. Source: RFC 6265bis §4.1.3.2. */
function nameOf(context: Context<WebEnv>, name: CookieName): string {
  return isSecure(context) ? `__Host-${name}` : name;
}

export function readCookie(context: Context<WebEnv>, name: CookieName): string | undefined {
  return getCookie(context, nameOf(context, name));
}

/** Sets one of our cookies: for this host and every path, and not for scripts. */
export function writeCookie(
  context: Context<WebEnv>,
  {
    name,
    value,
    sameSite = 'Strict',
    maxAge,
  }: CookieOptions & { readonly name: CookieName; readonly value: string },
): void {
  const secure = isSecure(context);
  const age = maxAge === undefined ? {} : { maxAge };
  setCookie(context, nameOf(context, name), value, { path: '/', httpOnly: true, sameSite, secure, ...age });
}

export function dropCookie(context: Context<WebEnv>, name: CookieName): void {
  deleteCookie(context, nameOf(context, name), { path: '/', secure: isSecure(context) });
}
