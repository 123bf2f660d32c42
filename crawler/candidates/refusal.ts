import type { Host } from '../../model/host.ts';

/** Every reason why a name that a server told is not taken as a candidate, and what it says. Closed set. */
export const candidateRefusals = {
  'not-a-name': 'the text names no host',
  'ip-address': 'it is an address, not a name',
  'has-port': 'it has a port; servers are asked on 443',
  'reserved-name': 'its ending is reserved and never on the public internet',
  'unknown-ending': 'no registry hands out names under its ending',
  'public-suffix': 'it is an ending itself, under which others register names',
  excluded: 'peers.exclude names it, or a name above it',
  blocklisted: 'a list of peers.blocklists names it, or a name above it',
  'domain-full': 'its registrable domain has as many candidates as one may have',
  'pool-full': 'as many candidates wait as there is room for',
  'namer-full': 'half of the room is taken by names that only its namer told',
  'limit-reached': 'as many peers are watched as peers.limit allows',
} as const satisfies Record<string, string>;

export type CandidateRefusal = keyof typeof candidateRefusals;

/** How often each reason was given; absent: never. */
export type RefusalCounts = Readonly<Partial<Record<CandidateRefusal, number>>>;

/** What became of a list of names. `fresh`: candidates from now on. `known`: candidates or watched already. */
export interface OfferCounts {
  readonly fresh: number;
  readonly known: number;
  readonly refused: RefusalCounts;
}

/** Takes the names of servers that a server told. */
export interface Candidates {
  offer(namer: Host, names: readonly string[]): Promise<OfferCounts>;
}
