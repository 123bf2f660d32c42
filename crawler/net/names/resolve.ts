import type { Host } from '../../../model/host.ts';

/**
 * What kind of address an answer is. `global`: routable. `lab`: allowed by `lab.allowAddresses`. Any other: the IANA special-purpose block it lies in.
 */
export type AddressClass =
  | 'global'
  | 'lab'
  | 'loopback'
  | 'private'
  | 'link-local'
  | 'cgnat'
  | 'multicast'
  | 'documentation'
  | 'embedded'
  | 'reserved';

/** A name's addresses, IPv4 first, each family in the resolver's order. `source`: who answered. */
export interface AddressFacts {
  readonly host: Host;
  readonly source: 'resolver' | 'connect-to';
  readonly addresses: readonly {
    readonly address: string;
    readonly family: 4 | 6;
    readonly class: AddressClass;
    readonly ttlSeconds?: number;
  }[];
  readonly durationMs: number;
}
