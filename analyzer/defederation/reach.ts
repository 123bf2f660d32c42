import type { Host } from '../../model/host.ts';
import type { KnownPolicy } from '../../model/policy.ts';
import type { PublishingPeer } from '../../store/policies/policy-network.ts';
import type { KnownChange } from '../../store/policies/policy-reads.ts';
import { standingAt } from './past.ts';

/** How much of the network that can be read accepts a server at an instant. */
export interface Reach {
  readonly at: string;
  /** Peers whose list was published then and at the end of the period. Zero: nothing can be said. */
  readonly peers: number;
  readonly accepting: number;
  /** The share of the peers' weights that accept, 0 to 1. Absent: no peer has a weight. */
  readonly bySize?: number;
}

/** What lists said of a server. `policies`: also ended ones. `changes`: oldest first, all that came after the oldest instant that is asked about. */
export interface ListHistory {
  readonly policies: readonly KnownPolicy[];
  readonly changes: readonly KnownChange[];
}

/** The reach at some instants. */
export function reachOf(
  history: ListHistory,
  peers: readonly PublishingPeer[],
  instants: readonly string[],
): readonly Reach[] {
  return instants.map((at) => reachAt(history, peers, at));
}

/** The reach at one instant. */
export function reachAt(
  { policies, changes }: ListHistory,
  peers: readonly PublishingPeer[],
  at: string,
): Reach {
  const rejecting = new Set<Host>(
    standingAt(policies, changes, at)
      .filter(({ level, source }) => level === 'reject' && source !== 'list')
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
