import ipaddr from 'ipaddr.js';
import type { AddressClass } from './resolve.ts';

/** Answers what kind of address a text is. */
export type ClassifyAddress = (address: string) => AddressClass;

type Parsed = ipaddr.IPv4 | ipaddr.IPv6;
type Cidr = readonly [Parsed, number];

/** Blocks that ipaddr.js folds into wider ones, or does not know. Source: IANA special-purpose address registries. */
const refined: readonly (readonly [cidr: string, name: AddressClass])[] = [
  ['192.0.2.0/24', 'documentation'],
  ['198.51.100.0/24', 'documentation'],
  ['203.0.113.0/24', 'documentation'],
  ['2001:db8::/32', 'documentation'],
  ['3fff::/20', 'documentation'],
  ['192.88.99.0/24', 'embedded'],
  ['::/128', 'reserved'],
  ['::1/128', 'loopback'],
  // IPv4-compatible, deprecated by RFC 4291 §2.5.5.1; some stacks still route it.
  ['::/96', 'embedded'],
];

/** ipaddr.js's words to ours; what is not listed is `reserved`, so a new range of theirs is refused. */
const rangeClasses: Readonly<Record<string, AddressClass>> = {
  loopback: 'loopback',
  private: 'private',
  uniqueLocal: 'private',
  deprecatedSiteLocal: 'private',
  linkLocal: 'link-local',
  carrierGradeNat: 'cgnat',
  multicast: 'multicast',
  ipv4Mapped: 'embedded',
  rfc6145: 'embedded',
  rfc6052: 'embedded',
  '6to4': 'embedded',
  teredo: 'embedded',
};

const refinedBlocks = refined.map(([cidr, name]) => [ipaddr.parseCIDR(cidr), name] as const);
const globalUnicast = ipaddr.parseCIDR('2000::/3');

/** A classifier that allows the global addresses and the CIDRs given. @throws {Error} when a CIDR is none. */
export function addressClassifier(allowed: readonly string[]): ClassifyAddress {
  const allowedBlocks: readonly Cidr[] = allowed.map((cidr) => ipaddr.parseCIDR(cidr));
  return (address) => {
    // A zone id names an interface of ours; no answer of a remote server has one.
    if (address.includes('%') || !ipaddr.isValid(address)) return 'reserved';
    const parsed = ipaddr.parse(address);
    const plain = classOf(parsed);
    if (plain === 'global') return plain;
    return allowedBlocks.some((block) => within(parsed, block)) ? 'lab' : plain;
  };
}

/** May a connection go there? */
export function isReachable(addressClass: AddressClass): boolean {
  return addressClass === 'global' || addressClass === 'lab';
}

/** Do two spellings name one address? */
export function isSameAddress(one: string | undefined, other: string): boolean {
  if (one === undefined || !ipaddr.isValid(one)) return false;
  if (one === other) return true;
  return ipaddr.parse(one).toNormalizedString() === ipaddr.parse(other).toNormalizedString();
}

function within(parsed: Parsed, [block, bits]: Cidr): boolean {
  return parsed.kind() === block.kind() && parsed.match(block, bits);
}

function classOf(parsed: Parsed): AddressClass {
  const block = refinedBlocks.find(([cidr]) => within(parsed, cidr));
  if (block !== undefined) return block[1];
  const range = parsed.range();
  if (range !== 'unicast') return rangeClasses[range] ?? 'reserved';
  return parsed.kind() === 'ipv6' ? classOfIpv6(parsed as ipaddr.IPv6) : 'global';
}

/** ipaddr.js calls everything it does not know unicast, `4000::1` among it. */
function classOfIpv6(parsed: ipaddr.IPv6): AddressClass {
  if (!within(parsed, globalUnicast)) return 'reserved';
  return isIsatap(parsed) ? 'embedded' : 'global';
}

/** An IPv4 address inside the interface id. Source: RFC 5214 §6.1. */
function isIsatap({ parts }: ipaddr.IPv6): boolean {
  return (parts[4] === 0 || parts[4] === 0x200) && parts[5] === 0x5efe;
}
