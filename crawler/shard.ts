import type { Host } from '../model/host.ts';

/** One of several crawlers that share the servers: number `index`, from 0, of `count`. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/** The shard a configuration writes as `index/count`, which its schema has checked. */
export function shardOf(text: string): Shard {
  const [index = 0, count = 1] = text.split('/').map(Number);
  return { index, count };
}

/**
 * Which of `count` crawlers a host belongs to: the one that scores highest for it. So each host has exactly one, and one crawler more takes
 * about `1/count` of the hosts and leaves all others where they are. Source: Thaler and Ravishankar 1998, highest random weight.
 */
export function shardIndex(host: Host, count: number): number {
  const own = hashOf(host);
  let best = 0;
  let highest = -1;
  for (let index = 0; index < count; index += 1) {
    const score = mixed(own ^ mixed(index + 1));
    if (score > highest) [best, highest] = [index, score];
  }
  return best;
}

/** Is a host this crawler's? */
export function isInShard(host: Host, { index, count }: Shard): boolean {
  return count === 1 || shardIndex(host, count) === index;
}

/** A text's 32-bit hash; the same in every process and release. Source: FNV-1a. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

/** Spreads a change of any bit over all 32. Source: MurmurHash3, fmix32. */
export function mixed(value: number): number {
  let bits = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}
