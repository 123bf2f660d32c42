import ipaddr from 'ipaddr.js';
import { Recent } from '../recent.ts';

/**
 * Addresses that content delivery networks publish as their edges: behind one of them are thousands of unrelated servers on many machines.
 * The operators publish them at https://www.cloudflare.com/ips/ and https://api.fastly.com/public-ip-list. Neither page was read: what stands here
 * was seen in copies that other projects keep, on 2026-11-22, and may be out of date. An entry that is missing only means the stricter budget;
 * one too many, the larger budget for whoever has the address now.
 */
const edges: readonly string[] = [
  // Cloudflare: eight of ten copies had all 22 ranges, and none that listed them had others.
  '173.245.48.0/20',
  '103.21.244.0/22',
  '103.22.200.0/22',
  '103.31.4.0/22',
  '141.101.64.0/18',
  '108.162.192.0/18',
  '190.93.240.0/20',
  '188.114.96.0/20',
  '197.234.240.0/22',
  '198.41.128.0/17',
  '162.158.0.0/15',
  '104.16.0.0/13',
  '104.24.0.0/14',
  '172.64.0.0/13',
  '131.0.72.0/22',
  '2400:cb00::/32',
  '2606:4700::/32',
  '2803:f800::/32',
  '2405:b500::/32',
  '2405:8100::/32',
  '2a06:98c0::/29',
  '2c0f:f248::/32',
  // Fastly: six of ten copies had all 19 IPv4 ranges, three of those also the two IPv6 ranges; the other four were shorter or cut one range differently.
  '23.235.32.0/20',
  '43.249.72.0/22',
  '103.244.50.0/24',
  '103.245.222.0/23',
  '103.245.224.0/24',
  '104.156.80.0/20',
  '140.248.64.0/18',
  '140.248.128.0/17',
  '146.75.0.0/17',
  '151.101.0.0/16',
  '157.52.64.0/18',
  '167.82.0.0/17',
  '167.82.128.0/20',
  '167.82.160.0/20',
  '167.82.224.0/20',
  '172.111.64.0/18',
  '185.31.16.0/22',
  '199.27.72.0/21',
  '199.232.0.0/16',
  '2a04:4e40::/32',
  '2a04:4e42::/32',
];

const blocks = edges.map((edge) => ipaddr.parseCIDR(edge));

const known = new Recent<string, boolean>(10_000, () => true);

/** Is it an edge of a content delivery network? Asked before each request, and the answer does not change. */
export function isCdnAddress(address: string): boolean {
  return known.of(address, () => isEdge(address));
}

function isEdge(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  return blocks.some(([block, bits]) => parsed.kind() === block.kind() && parsed.match([block, bits]));
}

/** Whose address it is, as far as budgets go: one IPv4 address, or the /64 that an IPv6 customer has. Source: RFC 6177 §2. */
export function addressGroup(address: string): string {
  // Most are IPv4, and to tell by the parser is dear.
  if (!address.includes(':') || !ipaddr.IPv6.isValid(address)) return address;
  const { parts } = ipaddr.IPv6.parse(address);
  return `${parts
    .slice(0, 4)
    .map((part) => part.toString(16))
    .join(':')}::/64`;
}
