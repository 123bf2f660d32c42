import { BlockList, isIP, isIPv6 } from 'node:net';
import type { Auth, Listen } from './deps.ts';

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** Shorter ones can be guessed over a network. */
const shortestToken = 16;

/** Whether only this machine reaches the address. */
export function isLoopback(address: string): boolean {
  if (address.toLowerCase() === 'localhost') return true;
  if (isIP(address) === 0) return false;
  return loopback.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
}

/** Whether anyone has to say who they are. */
export function asksWho(auth: Auth | undefined): auth is Auth {
  return auth !== undefined && (auth.header !== undefined || hasLogin(auth));
}

/** Whether there is a login page. */
export function hasLogin(auth: Auth | undefined): boolean {
  return (auth?.tokens ?? auth?.keptTokens ?? auth?.oidc) !== undefined;
}

/** Whether a login page can let anybody in. */
function hasWayIn({ header, oidc, tokens = [], keptTokens = [] }: Auth): boolean {
  return header !== undefined || oidc !== undefined || tokens.length + keptTokens.length > 0;
}

/** Why the site must not be served there, in one line. Absent: it may. */
export function refuseExposure(listen: Listen, auth: Auth | undefined): string | undefined {
  if (isLoopback(listen.address)) return undefined;
  const address = isIPv6(listen.address) ? `[${listen.address}]` : listen.address;
  const where = `web.listen ${address}:${listen.port} can be reached from other machines`;
  if (!asksWho(auth) || !hasWayIn(auth))
    return `${where} and web.auth is not set: set web.auth, or listen on 127.0.0.1`;
  if (auth.tokens?.some((token) => token.length < shortestToken))
    return `${where} and a token of web.auth.tokens is shorter than ${shortestToken} characters: use a longer one`;
  return auth.header === '' ? `${where} and web.auth.header is empty: name the header` : undefined;
}
