import { BlockList, isIP, isIPv6 } from 'node:net';
import type { Context } from 'hono';
import type { Auth, WebEnv } from '../deps.ts';

/** Where a proxy stands that is trusted when nothing else is said. */
const ownMachine = ['127.0.0.0/8', '::1'];

/** Whether an address is in one of some blocks (CIDR) or is one of them. */
export function isWithin(address: string, blocks: readonly string[]): boolean {
  if (isIP(address) === 0) return false;
  const list = new BlockList();
  for (const block of blocks) {
    const [network = '', prefix] = block.split('/');
    const family = isIPv6(network) ? 'ipv6' : 'ipv4';
    if (prefix === undefined) list.addAddress(network, family);
    else list.addSubnet(network, Number(prefix), family);
  }
  return list.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
}

/** The address at the other end of the connection; that of IPv4 in IPv6 as IPv4. Empty: it is not known. */
export function peerAddress(context: Context<WebEnv>): string {
  return plain(context.env?.incoming?.socket.remoteAddress ?? '');
}

/** Whether the other end is a proxy whose word about the user counts. */
export function isTrustedProxy(context: Context<WebEnv>, { proxies = ownMachine }: Auth): boolean {
  return isWithin(peerAddress(context), proxies);
}

/**
 * Where a request comes from: the other end, or what a proxy that is configured as one says before it. `X-Forwarded-For` is read from its end, as far as
 * each hop is such a proxy: what a client wrote into it itself stands further left.
 */
export function clientAddress(context: Context<WebEnv>, forwardedBy: readonly string[] = []): string {
  const said = (context.req.header('x-forwarded-for') ?? '').split(',').map((hop) => plain(hop.trim()));
  let address = peerAddress(context);
  for (const hop of said.toReversed()) {
    if (isIP(hop) === 0 || !isWithin(address, forwardedBy)) break;
    address = hop;
  }
  return address;
}

/** What limits count by: an IPv4 address, or the /64 of an IPv6 address, which is one customer's. */
export function addressKey(address: string): string {
  if (!isIPv6(address)) return address;
  const [head = '', tail] = address.split('::');
  const front = head === '' ? [] : head.split(':');
  const back = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? [] : Array.from({ length: 8 - front.length - back.length }, () => '0');
  return [...front, ...zeros, ...back].slice(0, 4).join(':');
}

function plain(address: string): string {
  const unzoned = address.replace(/%.*$/, '').toLowerCase();
  return /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(unzoned)?.[1] ?? unzoned;
}
