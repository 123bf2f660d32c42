import type { Context } from 'hono';
import type { Auth, WebEnv } from '../deps.ts';
import { asksWho } from '../exposure.ts';
import { readerOfToken } from '../guard/tokens.ts';

/** Whether a request is from a browser: then a page of another site may have sent it, and no page of ours does. Source: Fetch, §3.2; Fetch Metadata. */
export function isFromBrowser(context: Context<WebEnv>): boolean {
  return context.req.header('origin') !== undefined || context.req.header('sec-fetch-site') !== undefined;
}

/** The secret that a client sends, in any of the ways of ClickHouse's clients and of ours; empty: none. Secrets in addresses end in logs, so there they do not count. */
export function secretOf(context: Context<WebEnv>): string {
  const key = context.req.header('x-clickhouse-key');
  if (key !== undefined) return key;
  const [, scheme = '', value = ''] =
    /^(Bearer|Basic) +(\S+)$/i.exec(context.req.header('authorization') ?? '') ?? [];
  if (scheme.toLowerCase() === 'bearer') return value;
  return Buffer.from(value, 'base64')
    .toString()
    .replace(/^[^:]*:?/, '');
}

/** Whether a secret is an administrator's. Where nobody is asked who they are, everyone who reaches us is one. */
export function isAdministrator(secret: string, auth: Auth | undefined): boolean {
  if (!asksWho(auth)) return true;
  return readerOfToken(secret, auth)?.roles.includes('admin') === true;
}
