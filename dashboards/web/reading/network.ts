import type { Host } from '../../../model/host.ts';
import type { RejectedServer } from '../../../store/policy-network.ts';
import type { PolicyCoverage } from '../../../store/policy-reads.ts';
import type { Store } from '../../../store/store.ts';

const shown = 50;

/** A server with the share of the publishing peers that reject it, 0 to 1. Absent: nobody publishes a list. */
export interface MostRejected extends RejectedServer {
  readonly share?: number;
}

/** Defederation as a whole, by what is published. */
export interface Network {
  readonly coverage: PolicyCoverage;
  /** Peers whose whole list is published. */
  readonly publishing: number;
  /** How many of them have a weight: those that state a size that can be believed. */
  readonly sized: number;
  /** Cut off from most of the network, the most rejected first. Absent: fewer peers publish than such a statement needs. */
  readonly islands?: readonly MostRejected[];
  readonly mostRejected: readonly MostRejected[];
  readonly mutual: readonly (readonly [Host, Host])[];
}

/** What published lists say of the network. */
export async function readNetwork(store: Store): Promise<Network> {
  const [coverage, isJudgeable, peers, rejected, mutual] = await Promise.all([
    store.policyCoverage(),
    store.isJudgeable(),
    store.publishingPeers(),
    store.mostRejected(shown),
    store.mutualRejections(shown),
  ]);
  const mostRejected = rejected.map((one) => ({
    ...one,
    ...(peers.length > 0 && { share: one.rejecting / peers.length }),
  }));
  const islands = mostRejected.filter(({ island }) => island);
  return {
    coverage,
    publishing: peers.length,
    sized: peers.filter(({ weight }) => weight > 0).length,
    ...(isJudgeable && { islands }),
    mostRejected,
    mutual,
  };
}
