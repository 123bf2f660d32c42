import { isIP } from 'node:net';
import type { MiddlewareHandler } from 'hono';
import type { Listen, WebDeps, WebEnv } from '../deps.ts';
import { isLoopback } from '../exposure.ts';
import { refuse } from '../pages/trouble.ts';

const wildcards: ReadonlySet<string> = new Set(['0.0.0.0', '::']);

/** The name in a `Host` header, lower-case, without port and brackets. Absent: it is malformed. */
export function hostName(header: string): string | undefined {
  const found = /^(?:\[([0-9a-f:.]+)\]|([a-z0-9.-]+))(?::\d{1,5})?$/i.exec(header);
  return (found?.[1] ?? found?.[2])?.toLowerCase();
}

/**
 * Whether a request may name us so. Only names count, not ports: a page that rebinds its own name to our address still
 * sends that name, while ports differ behind tunnels. An address literal cannot be rebound.
 */
export function isOurName(name: string, listen: Listen, origin: string | undefined): boolean {
  if (origin !== undefined && name === hostName(new URL(origin).host)) return true;
  if (wildcards.has(listen.address)) return isIP(name) !== 0 || name === 'localhost';
  return name === listen.address.toLowerCase() || (isLoopback(listen.address) && isLoopback(name));
}

/** Refuses requests meant for another name (DNS rebinding): 400 without a usable `Host`, else 421. */
export function checkHost(deps: WebDeps): MiddlewareHandler<WebEnv> {
  return async (context, next) => {
    const name = hostName(context.req.header('host') ?? '');
    if (name === undefined) return refuse(context, deps, 'bad-host');
    if (!isOurName(name, deps.listen, deps.monitor.origin)) return refuse(context, deps, 'wrong-host');
    return next();
  };
}
