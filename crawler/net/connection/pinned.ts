import type { AddressFacts } from '../names/resolve.ts';
import { ProbeFailure } from '../probe-failure.ts';
import { requireReachable } from './dialer.ts';

/**
 * The same name with one of its addresses. What the guard says of all of them still holds: pinning chooses among answers, it adds none.
 * @throws {ProbeFailure} `address-forbidden`
 */
export function pinnedTo(facts: AddressFacts, address: string): AddressFacts {
  requireReachable(facts);
  const addresses = facts.addresses.filter((each) => each.address === address);
  if (addresses.length === 0) throw new ProbeFailure('address-forbidden', 'the name has no such address');
  return { ...facts, addresses };
}
