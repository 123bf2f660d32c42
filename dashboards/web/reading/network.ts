import type { Host } from '../../../model/host.ts';
import { mostKept } from '../../../store/policies/kept-tally.ts';
import type { NetworkTally, RejectedServer } from '../../../store/policies/network-tally.ts';
import type { PolicyCoverage } from '../../../store/policies/policy-reads.ts';
import type { Store } from '../../../store/store.ts';
import { type FindingList, readFindings } from './finding-list.ts';

/** Of each kind. */
const shown = 50;
/** All that a count keeps of each kind. */
export const everything = mostKept;

/** The rule that tells of waves. */
export const waveRule = 'peering.block-wave';

/** A server with the share of the publishing peers that reject it, 0 to 1. Absent: nobody publishes a list. */
export interface MostRejected extends RejectedServer {
  readonly share?: number;
}

/** Defederation as a whole, by what is published. */
export interface Network {
  readonly coverage: PolicyCoverage;
  /** Peers whose whole list is published, or was when it was counted. */
  readonly publishing: number;
  /** How many of them have a weight: those that state a size that can be believed. */
  readonly sized: number;
  /** When the following was counted, RFC 3339. Absent: it was not counted yet. */
  readonly countedAt?: string;
  /** Cut off from most of the network, the most rejected first. Absent: it was not counted yet, or fewer peers publish than such a statement needs. */
  readonly islands?: readonly MostRejected[];
  readonly mostRejected: readonly MostRejected[];
  readonly mutual: readonly (readonly [Host, Host])[];
  /** How many there are of each in all. Absent: it was not counted yet. */
  readonly totals?: NetworkTally['totals'];
  /** Hosted servers that several peers began to reject of their own accord within a week. */
  readonly waves: FindingList;
  /** What lists said up to this instant, RFC 3339, is replayed history. Absent: all of them were read live. */
  readonly replayedUntil?: string;
}

/** What published lists say of the network. `most`: so many of the most rejected and of mutual rejections. */
export async function readNetwork(store: Store, most = shown): Promise<Network> {
  const [coverage, isJudgeable, peers, tally, replayedUntil, waves] = await Promise.all([
    store.policyCoverage(),
    store.isJudgeable(),
    store.publishingPeers(),
    store.networkTally(most),
    store.listsReplayedUntil(),
    readFindings(store, { audience: 'trust-safety', outcome: 'failed', rule: waveRule, page: undefined }),
  ]);
  const publishing = tally?.publishing ?? peers.length;
  const shared = (some: readonly RejectedServer[] = []): readonly MostRejected[] =>
    some.map((one) => ({ ...one, ...(publishing > 0 && { share: one.rejecting / publishing }) }));
  return {
    coverage,
    publishing,
    sized: peers.filter(({ weight }) => weight > 0).length,
    ...(tally !== undefined && {
      countedAt: tally.takenAt,
      totals: tally.totals,
      ...(isJudgeable && { islands: shared(tally.islands) }),
    }),
    mostRejected: shared(tally?.rejected),
    mutual: tally?.mutual ?? [],
    waves,
    ...(replayedUntil !== undefined && { replayedUntil }),
  };
}
