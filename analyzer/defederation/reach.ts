import type { Host } from '../../model/host.ts';
import type { KnownPolicy } from '../../model/policy.ts';
import type { PublishingPeer } from '../../store/policy-network.ts';

/** How much of the network that can be read accepts a server at an instant. */
export interface Reach {
  readonly at: string;
  /** Peers whose list was published then and at the end of the period. Zero: nothing can be said. */
  readonly peers: number;
  readonly accepting: number;
  /** The share of the peers' weights that accept, 0 to 1. Absent: no peer has a weight. */
  readonly bySize?: number;
}

/** Did the list have the entry at an instant? Instants are RFC 3339 in UTC, which sorts as text. */
export function stoodAt({ firstSeen, endedAt }: KnownPolicy, at: string): boolean {
  return firstSeen <= at && (endedAt === undefined || endedAt > at);
}

/** The reach at some instants. `policies`: those about the server, also ended ones. */
export function reachOf(
  policies: readonly KnownPolicy[],
  peers: readonly PublishingPeer[],
  instants: readonly string[],
): readonly Reach[] {
  return instants.map((at) => reachAt(policies, peers, at));
}

/** The reach at one instant. */
export function reachAt(
  policies: readonly KnownPolicy[],
  peers: readonly PublishingPeer[],
  at: string,
): Reach {
  const rejecting = new Set<Host>(
    policies
      .filter((one) => one.level === 'reject' && one.source !== 'list' && stoodAt(one, at))
      .map(({ observer }) => observer),
  );
  const known = peers.filter(({ since }) => since <= at);
  const accepting = known.filter(({ host }) => !rejecting.has(host));
  const all = weightOf(known);
  return {
    at,
    peers: known.length,
    accepting: accepting.length,
    ...(all > 0 && { bySize: weightOf(accepting) / all }),
  };
}

function weightOf(peers: readonly PublishingPeer[]): number {
  return peers.reduce((sum, { weight }) => sum + weight, 0);
}
