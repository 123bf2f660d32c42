import type { FailureCode } from '../../model/failure.ts';
import type { Observation } from '../../model/observation.ts';
import type { AddressFacts } from '../net/names/resolve.ts';

/** How a connection over IPv6 ends where there is none on our side: at once, or never. */
const unrouted: ReadonlySet<string> = new Set<FailureCode>(['connect-unreachable', 'connect-timeout']);

/** Could a visit have failed because we have no IPv6? Every address of the name is one, and nothing of the visit came to a connection. */
export function failsOverIpv6Alone(observations: readonly Observation[]): boolean {
  const failures = observations.flatMap(({ outcome, failure }) =>
    outcome === 'failed' && failure !== undefined ? [failure] : [],
  );
  return (
    failures.some(({ code }) => unrouted.has(code)) &&
    observations.every(({ exchanges }) => exchanges.every(({ address }) => address === undefined)) &&
    observations.some(hasIpv6Alone)
  );
}

/** Did a connection over IPv6 come about? */
export function wentOverIpv6(observations: readonly Observation[]): boolean {
  return observations.some(({ exchanges }) => exchanges.some(({ address }) => address?.includes(':')));
}

function hasIpv6Alone({ probe, outcome, data }: Observation): boolean {
  if (probe !== 'dns' || outcome !== 'ok') return false;
  // as: the probe wrote this under its own id, so the data has its type
  const { addresses } = data as AddressFacts;
  return addresses.length > 0 && addresses.every(({ family }) => family === 6);
}
